#!/usr/bin/env python3
"""The lint finds every spelling that was measured to go wrong with g++ 12, and passes the ones the house uses."""
import unittest

from co_await_spelling import findings

BROKEN = [
    "co_await send(Req{url, body});",
    "co_await send({url, body});",
    "co_await send({.url = u});",
    "co_await send(Req{});",
    "if (co_await f()) { co_return; }",
    "if (!co_await f()) co_return;",
    "if (a && co_await f()) co_return;",
    "while (co_await f()) { break; }",
    "switch (co_await f()) { default: break; }",
    "x = c ? co_await f() : y;",
    "const bool ok = a && co_await f();",
    "co_await g([n] { return n; });",
    "co_await g([n = N{}] { return n; });",
    "co_await t.then([k](int) { return k; });",
    "co_await QtConcurrent::run([captured] { return 1; });",
    "co_await [n]() -> Task<> { co_return; }();",
    "Agg b{N{}, co_await f(a)};",
    "v.push_back(Agg{x, co_await y});",
    "co_await f({x, y});",
    "const Agg a{1, co_await f(), s};",
]
FINE = [
    "const auto r = co_await f(a, std::move(b));",
    "co_await timer;",
    "QFuture<Result<int>> future = inBackground(&parse, path); const auto r = co_await future;",
    "std::stop_callback wake(stop, [&timer] { timer.start(0ms); }); co_await timer;",
    "if (!r) co_return r.error();",
    "co_return Ending{PauseReason::Stopped, {}};",
    "for (const ChunkId chunk : *chosen) { const Ending ending = co_await sendChunk(state, chunk, stop); }",
    "QCoro::Task<int> f(int a) { const int b = co_await g(a); co_return b; }",
    "// co_await send(Req{url, body});",
    'log("co_await send(Req{})");',
    "if (stop) { co_await pause(d, stop); }",
    "else { co_await reply; }",
]


class SpellingTest(unittest.TestCase):
    def test_finds_every_broken_spelling(self):
        for code in BROKEN:
            self.assertTrue(findings("QCoro::Task<> c()\n{\n    " + code + "\n}\n"), code)

    def test_passes_the_house_spelling(self):
        for code in FINE:
            self.assertEqual(findings("QCoro::Task<> c()\n{\n    " + code + "\n}\n"), [], code)


if __name__ == "__main__":
    unittest.main()
