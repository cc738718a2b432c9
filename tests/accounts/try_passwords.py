"""Post COUNT wrong passwords for USERNAME in a process of its own; print how many were looked at.

Started by test_two_processes.py: python -m tests.accounts.try_passwords USERNAME COUNT
"""

import sys

import django


def tries_looked_at(username, count):
    from django.test import Client  # noqa: PLC0415 (only after Django is set up)

    client = Client(SERVER_NAME="localhost")
    pages = [client.post("/tai-khoan/dang-nhap/", {"login": username, "password": "sai"}).text for _ in range(count)]
    return sum("Tên đăng nhập hoặc mật khẩu chưa đúng." in page for page in pages)


if __name__ == "__main__":
    django.setup()
    print(tries_looked_at(sys.argv[1], int(sys.argv[2])))
