"""How many queries a second `kg serve` answers on this machine.

    python benchmarks/serving.py GRAPH.ttl [--seconds 5] [--clients 4] [--workers 2]

Starts the server on a free port; each client has one connection and asks as fast as it is answered. Prints for each
query the requests a second of all clients, and the median and the 99th percentile of how long one waited.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import threading
import time
from urllib.parse import quote, urlsplit

QUERIES = {
    "ASK {}": "ASK {}",
    "ten labels": "SELECT ?l { ?e a kg:Event ; rdfs:label ?l } LIMIT 10",
    "a join": "SELECT ?l ?w { ?e a kg:Meeting ; rdfs:label ?l ; kg:participant/rdfs:label ?w } LIMIT 100",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graph")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    command = [sys.executable, "-m", "kg", "serve", options.graph, "--port", "0", "--workers", str(options.workers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            host = next(part for part in server.stderr.readline().split() if part.startswith("http://"))
            for name, query in QUERIES.items():
                waits, seconds = measured(urlsplit(host).netloc, query, options.clients, options.seconds)
                last = statistics.quantiles(waits, n=100)[98]
                print(f"{name:12} {len(waits) / seconds:7.0f}/s", end="  ")
                print(f"median {1000 * statistics.median(waits):.1f} ms  99 % {1000 * last:.1f} ms")
        finally:
            server.terminate()


def measured(host: str, query: str, clients: int, seconds: float) -> tuple[list[float], float]:
    """How long each request waited, and how long all of them took."""
    waits: list[float] = []
    start = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection(host)
        while (begin := time.perf_counter()) - start < seconds:
            connection.request("GET", f"/sparql?query={quote(query)}")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            waits.append(time.perf_counter() - begin)

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits, time.perf_counter() - start


if __name__ == "__main__":
    main()
