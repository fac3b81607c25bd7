"""Stores asked for at a steady rate. A request that gets no answer, or 503, is repeated with its key, as a careful client does."""

import threading
import time
import uuid

from suite import Failed, eventually

PATIENCE_SECONDS = 60
ENGINES = ("woocommerce", "medusa")


class Load:
    def __init__(self, replicas, count, rate):
        self.replicas, self.count, self.rate = replicas, count, rate
        self.accepted, self.failed, self.repeated, self.refused, self.sent = [], [], 0, 0, 0
        self.lock, self.requests, self.ended = threading.Lock(), [], threading.Event()
        self.clock = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.clock.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.finish()

    def _run(self):
        began = time.monotonic()
        for number in range(self.count):
            if self.ended.wait(max(0.0, began + number / self.rate - time.monotonic())):
                return
            request = threading.Thread(target=self._ask, args=(number,), daemon=True)
            self.requests.append(request)
            request.start()
            self.sent += 1

    def _ask(self, number):
        body = {"name": f"Drill {number}", "engine": ENGINES[number % 2]}
        key = {"Idempotency-Key": str(uuid.uuid4())}
        deadline, last = time.monotonic() + PATIENCE_SECONDS, None
        while time.monotonic() < deadline:
            try:
                answer = self.replicas.any().web.post("/api/v1/stores", body, headers=key)
                last = f"{answer.status} {answer.text[:200]}"
                if answer.status in (200, 202):
                    with self.lock:
                        self.accepted.append(answer.json["id"])
                    return
                if answer.status not in (409, 503):
                    break
                self._note("refused")
            except OSError as problem:
                last = repr(problem)
            self._note("repeated")
            time.sleep(0.25)
        with self.lock:
            self.failed.append(f"Drill {number}: {last}")

    def _note(self, what):
        with self.lock:
            setattr(self, what, getattr(self, what) + 1)

    def until_sent(self, count):
        eventually(self.count / self.rate + PATIENCE_SECONDS, f"{count} stores were asked for", lambda: self.sent >= count, every=0.05)

    def finish(self):
        self.clock.join(self.count / self.rate + PATIENCE_SECONDS)
        for request in list(self.requests):
            request.join(PATIENCE_SECONDS + 5)
            if request.is_alive():
                raise Failed("a request for a store did not end")
