"""Whatever bytes a unit sends, the reader answers within its limits: 300 MB and 20 s for a file, no unhandled exception.

The seconds are the processor's: a busy machine makes the clock run on while the reader does not.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.audit
ROOT = Path(__file__).resolve().parents[2]
MINUTES = 3
MEMORY, SECONDS = 300 * 2**20, 20
SCRIPT = """
import io, json, os, random, sys, time, zipfile
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
import django
django.setup()
from tests.learners.test_roster_random import SAMPLES
from tests.learners.rosters import read
seed, seconds, files = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
chance, until, tried, slowest, failed = random.Random(seed), time.time() + seconds, 0, 0.0, []
samples = [open(name, "rb").read() for name in files] + list(SAMPLES)
odd = [b"99999999999", b"-1", b"NaN", b"1e999", b"&#0;", b'"', b"<", b">", b"A1048577:ZZZ9", b"\\xff\\xfe", b"0", b"&x;", b"=1+1"]
starts = [b"", b"PK\\x03\\x04", b"\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1", b"<table>", b"\\xff\\xfe", b"STT;"]
def changed(data, most):
    data = bytearray(data)
    for _ in range(chance.randrange(1, most)):
        at = chance.randrange(len(data) or 1)
        what = chance.randrange(5)
        if what == 0 and at < len(data): data[at] = chance.randrange(256)
        elif what == 1: data[at:at] = chance.randbytes(chance.randrange(20))
        elif what == 2: del data[at:at + chance.randrange(50)]
        elif what == 3: data[at:at + chance.randrange(9)] = chance.choice(odd)
        else: data[at:at] = data[at:at + chance.randrange(2000)]
    return bytes(data)
def changed_inside(data):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice([name for name in old.namelist() if not name.startswith("_rels")])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(part, 12) if name == chosen or chance.random() < 0.1 else part)
    return target.getvalue()
def mutated():
    if chance.random() < 0.2:
        return chance.choice(starts) + chance.randbytes(chance.randrange(5000))
    sample = chance.choice(samples)
    if zipfile.is_zipfile(io.BytesIO(sample)) and chance.random() < 0.7:
        return changed_inside(sample)
    data = changed(sample, 30)
    return data[:chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data
while time.time() < until:
    content, start = mutated(), time.process_time()
    try:
        reading = read(content)
        if not (reading.file_error or reading.cells or reading.errors or reading.rows):
            failed.append("no answer " + content[:20].hex())
    except Exception as fault:
        failed.append(f"{type(fault).__name__}: {fault} {content[:20].hex()}")
    tried, slowest = tried + 1, max(slowest, time.process_time() - start)
# Not ru_maxrss: that begins with the memory of the process that started this one
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"tried": tried, "slowest": slowest, "failed": failed[:10], "peak": peak}))
"""


@pytest.mark.parametrize("seed", range(MINUTES))
def test_reader_outlasts_random_and_damaged_files(seed):
    folders = [ROOT / "demo", *map(Path, filter(None, [os.environ.get("ROSTERS")]))]  # real lists, where there are some
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in {".xlsx", ".xls", ".ods", ".csv"}
    )
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(seed), "60", *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60 + 3 * SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY)),
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2000:]
    found = json.loads(told.stdout.splitlines()[-1])
    assert found["failed"] == []
    assert found["slowest"] <= SECONDS
    assert found["peak"] * 1024 <= MEMORY
    assert found["tried"] > 100
