"""Counts tests, prints a heading per step, and waits for conditions with a bound."""

import contextlib
import sys
import time
import traceback


class Failed(Exception):
    """A test's expectation did not hold; the message says which."""


class Stopped(Exception):
    """An earlier step of the same story failed, so the rest of it would prove nothing."""


class Suite:
    def __init__(self):
        self.started = time.monotonic()
        self.passed = 0
        self.failures = []

    def say(self, text):
        print(f"{time.monotonic() - self.started:7.1f} s  {text}", flush=True)

    def heading(self, text):
        print(f"\n=== {time.monotonic() - self.started:5.0f} s  {text}", flush=True)

    @contextlib.contextmanager
    def test(self, name):
        """One test; its failure ends the story that it is a step of."""
        try:
            yield
        except Exception as problem:  # pylint: disable=broad-except
            self.failures.append(name)
            self.say(f"FAILED: {name}: {problem}")
            if not isinstance(problem, Failed):
                traceback.print_exc(limit=4, file=sys.stdout)
            raise Stopped(name) from problem
        self.passed += 1
        self.say(f"ok: {name}")

    @contextlib.contextmanager
    def story(self, name):
        """Steps that build upon each other; other stories are told although this one stopped."""
        self.heading(name)
        try:
            yield
        except Stopped as stop:
            self.say(f"the rest of \"{name}\" was not run after: {stop}")

    def summary(self):
        for name in self.failures:
            print(f"failed: {name}")
        print(f"\n{self.passed} passed, {len(self.failures)} failed", flush=True)
        return 0 if self.passed and not self.failures else 1


def expect(condition, message):
    if not condition:
        raise Failed(message)


def eventually(seconds, what, ask, every=0.25):
    """Asks until the answer is true, and gives it back; an exception counts as "not yet"."""
    deadline = time.monotonic() + seconds
    last = None
    while time.monotonic() < deadline:
        try:
            answer = ask()
            if answer:
                return answer
            last = answer
        except Exception as problem:  # pylint: disable=broad-except
            last = problem
        time.sleep(every)
    raise Failed(f"not within {seconds} s: {what} (last: {str(last)[:300]})")
