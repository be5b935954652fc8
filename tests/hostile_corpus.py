#!/usr/bin/env python3
"""Does the program keep its promises on files that are cut, damaged, deep, huge or lies?

    cargo build --release
    python3 tests/hostile_corpus.py [--program PROGRAM] [--only WORD]
    python3 tests/hostile_corpus.py --make FOLDER

makes the files of `tests/hostile`, scores each alone and all together, on 1, 2 and 7 threads, and holds what comes out to
what must: so many articles, so many records skipped and why, and where; the exit code; the same bytes on any number of
threads; no more memory than MOST_MB a thread. With `--make` it only makes them. It ends with 77 where it cannot be run.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

from hostile import CASES

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent / "target" / "release" / "slantwise"

# For each thread that has an article of 32 MB, of which there are two: it has to fit as bytes, as text, and as words.
MOST_MB = 1_200

# Nothing in the corpus should take a tenth of this; a program that hangs takes more.
MOST_SECONDS = 300

# Whoever is root may read everything, so that what may not be read is tried as nobody.
NOBODY = 65534


def main():
    parser = argparse.ArgumentParser(description="Tries a program on hostile files.")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM)
    parser.add_argument("--only", default="", help="only files with this in their name, each alone")
    parser.add_argument("--make", type=pathlib.Path, metavar="FOLDER", help="only make the files")
    arguments = parser.parse_args()
    if arguments.make:
        return make(arguments.make, arguments.only)
    if os.name != "posix":
        print("not run: hostile files need pipes, links and permissions", file=sys.stderr)
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            sys.exit(1 if run(folder, arguments.program.resolve(), arguments.only) else 0)
        finally:
            unlock(folder)


def make(folder, only):
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        if only in case.name:
            case.write(folder)


def run(folder, program, only):
    """Makes and runs the corpus; says how many of its rows are wrong."""
    # In a process of its own: what a process has held is counted as the memory of those that it starts.
    subprocess.run([sys.executable, __file__, "--make", folder / "corpus", "--only", only], check=True)
    cases = [case for case in CASES if only in case.name]
    wrong = 0
    print(f"{'file':40} {'articles':>8} {'skipped':>8} {'MB':>5} {'s':>6}  what it is")
    for case in cases:
        ended = score(folder, program, [case])
        faults = faults_of(case, ended)
        wrong += bool(faults)
        print(f"{case.name!r:40.40} {ended.articles:8} {sum(ended.skipped.values()):8} {ended.mb:5} {ended.seconds:6.2f}  {case.what}")
        for fault in faults:
            print(f"    WRONG: {fault}")
    if only:
        return wrong
    faults = faults_together(folder, program, [case for case in cases if not case.is_alone])
    for fault in faults:
        print(f"together: WRONG: {fault}")
    print(f"{len(cases)} files, {wrong} of them wrong; together {'wrong' if faults else 'as alone, on 1, 2 and 7 threads'}")
    return wrong + len(faults)


Ended = collections.namedtuple("Ended", "code out articles skipped failed left_out said mb seconds")


def score(folder, program, cases, threads=2, name="run"):
    """Scores what some cases are, and reads what was written of it."""
    run_directory = folder / "out" / name
    shutil.rmtree(run_directory, ignore_errors=True)
    run_directory.parent.mkdir(exist_ok=True)
    case = cases[0]
    inputs = ["-"] if case.piped else [folder / "corpus" / case.name for case in cases]
    command = [program, "score", *inputs, "-o", run_directory, "--threads", str(threads), "--log-format", "json", *case.options]
    as_nobody = case.unprivileged and os.getuid() == 0
    if as_nobody:
        command[0] = open_to_all(folder, program)
    with open(folder / "corpus" / case.name if case.piped else os.devnull, "rb") as given:
        log = tempfile.TemporaryFile()
        started = os.times().elapsed
        child = subprocess.Popen(command, stdin=given, stdout=log, stderr=log, **({"user": NOBODY} if as_nobody else {}))
        code, mb = waited_for(child)
        seconds = os.times().elapsed - started
    log.seek(0)
    out = log.read().decode("utf-8", "replace")
    try:
        totals = json.loads((run_directory / "run.json").read_text(encoding="utf-8"))["totals"]
        lines = open(run_directory / "skipped.jsonl", encoding="utf-8")
        said = (json.loads(line) for line in lines)
        said = {f"{line['file']}: {line['line'] or ''} {line['reason']}".replace(":  ", ": ") for line in said} if len(cases) == 1 else set()
    except FileNotFoundError:
        # Where nothing could be read there is no run, and what failed is only said.
        failed = sum(json.loads(line)["event"] == "error" for line in out.splitlines()) if not run_directory.exists() else 0
        totals, said = {"articles": 0, "skipped": {}, "failed": failed, "left_out": {}, "passed_over": {}}, set()
    left_out = {**totals["left_out"], **totals["passed_over"]}
    return Ended(code, out, totals["articles"], totals["skipped"], totals["failed"], left_out, said, mb, seconds)


def waited_for(child):
    """Its exit code, and how much memory it had at most."""
    timer = subprocess.Popen(["sleep", str(MOST_SECONDS)])
    pids = {child.pid, timer.pid}
    while pids:
        pid, status, usage = os.wait4(-1, 0)
        pids.discard(pid)
        if pid == child.pid:
            timer.kill()
            code, mb = os.waitstatus_to_exitcode(status), usage.ru_maxrss >> (20 if sys.platform == "darwin" else 10)
        elif child.pid in pids:
            child.kill()
    child.returncode, timer.returncode = code, 0
    return code, mb


def open_to_all(folder, program):
    """A copy of the program that nobody may run, in folders that nobody may write."""
    copied = folder / "slantwise"
    if not copied.exists():
        shutil.copy(program, copied)
    for path in [folder, folder / "out"]:
        path.chmod(0o777)
    return copied


def faults_of(case, ended):
    """What is not as it must be."""
    code = 2 if case.failed else 0
    checks = [
        ("exit code", code, ended.code), ("articles", case.articles, ended.articles), ("skipped", case.skipped, ended.skipped),
        ("failed inputs", case.failed, ended.failed), ("left out", case.left_out, ended.left_out),
    ]
    faults = [f"{what}: {found}, and not {wanted}" for what, wanted, found in checks if wanted != found]
    if case.says and not any(case.says in said for said in ended.said):
        faults.append(f"{case.says!r} was not said: {sorted(ended.said)[:3]}")
    if MOST_MB < ended.mb:
        faults.append(f"{ended.mb} MB")
    if "panicked" in ended.out:
        faults.append("it panicked")
    controls = set(ended.out) & {chr(code) for code in [*range(32), 127, 0x202E] if chr(code) != "\n"}
    if controls:
        faults.append(f"it wrote {controls}")
    if faults:
        faults.append(f"it said {ended.out[-400:]!r}")
    return faults


def faults_together(folder, program, cases):
    """All at once come to what they came to alone, whatever the number of threads."""
    skipped = collections.Counter()
    left_out = collections.Counter()
    for case in cases:
        skipped.update(case.skipped)
        left_out.update(case.left_out)
    wanted = {"articles": sum(case.articles for case in cases), "skipped": dict(skipped), "failed": sum(case.failed for case in cases),
              "left_out": dict(left_out)}
    faults = []
    for threads in (1, 2, 7):
        ended = score(folder, program, cases, threads, f"threads-{threads}")
        for what, sum_of_all in wanted.items():
            if sum_of_all != getattr(ended, what):
                faults.append(f"{what} on {threads} threads: {getattr(ended, what)}, and not {sum_of_all}")
        if ended.code != 2 or MOST_MB * min(threads, 2) < ended.mb:
            faults.append(f"{threads} threads: exit code {ended.code}, {ended.mb} MB, it said {ended.out[-400:]!r}")
    one = folder / "out" / "threads-1"
    for threads in (2, 7):
        other = folder / "out" / f"threads-{threads}"
        faults += [f"{path.name} differs on {threads} threads" for path in sorted(one.iterdir()) if written(path) != written(other / path.name)]
    return faults


def written(path):
    """The bytes of a file of a run, without the time and the number of threads."""
    # Where the run did not end, a folder of parts is left.
    if not path.is_file():
        return None
    if path.name != "run.json":
        return path.read_bytes()
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["when"]
    return record


def unlock(folder):
    """So that it can be removed."""
    for path, folders, _ in os.walk(folder):
        for name in folders:
            place = os.path.join(path, name)
            if not os.path.islink(place):
                os.chmod(place, stat.S_IRWXU)


if __name__ == "__main__":
    main()
