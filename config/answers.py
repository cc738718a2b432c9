"""Answers to the script that sends forms (static/js/unsaved.js).

A script cannot read where a redirect leads before following it, and following it would use up the page's messages. So
it is told in a header, and opens the page itself.
"""

from http import HTTPStatus

from django.http import HttpResponse

SENT_BY = "X-Sent-By"
GO_TO = "X-Go-To"


class RedirectsInHeader:
    """Outside the session's middleware: what that one adds to the redirect (cookies) goes with it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if SENT_BY not in request.headers or answer.status_code not in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
            return answer
        told = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={GO_TO: answer["Location"]})
        told.cookies = answer.cookies
        return told
