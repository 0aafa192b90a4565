#!/usr/bin/env python3
"""The house rules' own tests: every rule finds its bad sample and leaves the good one alone."""
import os
import subprocess
import sys
import tempfile
import unittest

import documents
import rules

OPENING = "// What this file is for.\n"


def complaints(rule, text, path="api/x.cpp"):
    return list(rule(rules.Source(path, text)))


class EachRule(unittest.TestCase):
    def bad(self, rule, text, path="api/x.cpp"):
        self.assertTrue(complaints(rule, text, path), text)

    def good(self, rule, text, path="api/x.cpp"):
        self.assertEqual(complaints(rule, text, path), [], text)

    def test_includes_point_one_way(self):
        self.bad(rules.include_direction, '#include "storage/kv/keys.hpp"\n', "domain/x.hpp")
        self.bad(rules.include_direction, '#include "api/http/route.hpp"\n', "processors/x.cpp")
        self.bad(rules.include_direction, '#include "tests/support/x.hpp"\n', "storage/x.cpp")
        self.good(rules.include_direction, '#include "domain/ids.hpp"\n', "storage/x.hpp")
        self.good(rules.include_direction, '#include "api/x.hpp"\n', "main.cpp")

    def test_libraries_stay_at_home(self):
        self.bad(rules.library_homes, "#include <rocksdb/db.h>\n", "producers/x.cpp")
        self.bad(rules.library_homes, "#include <librdkafka/rdkafka.h>\n", "storage/kv/x.cpp")
        self.bad(rules.library_homes, '#include "events_generated.h"\n', "storage/x.cpp")
        self.bad(rules.library_homes, "#include <boost/asio.hpp>\n", "processors/x.cpp")
        self.good(rules.library_homes, "#include <rocksdb/db.h>\n", "storage/kv/x.cpp")
        self.good(rules.library_homes, "#include <boost/json.hpp>\n", "schemas/x.cpp")

    def test_sizes(self):
        self.bad(rules.size, "\n" * 201, "api/x.hpp")
        self.good(rules.size, "\n" * 200, "api/x.hpp")
        self.bad(rules.size, "\n" * 401)
        self.good(rules.size, "\n" * 400)
        self.bad(rules.line_length, "x" * 101)
        self.good(rules.line_length, "é" * 100)

    def test_function_length(self):
        body = "  f();\n" * 68
        self.good(rules.function_shape, "void long_one() {\n" + body + "}\n")
        self.bad(rules.function_shape, "void long_one() {\n" + body + "  f();\n}\n")
        self.bad(rules.function_shape, "class c {\n public:\n  void m() {\n" + body + "  f();\n  }\n};\n")
        self.good(rules.function_shape, "namespace n {\nstruct s {\n" + "  int x;\n" * 90 + "};\n}\n")

    def test_nesting(self):
        four = "void f() {\n  if (a) { for (;;) { while (b) { if (c) { g(); } } } }\n}\n"
        self.bad(rules.function_shape, four)
        self.good(rules.function_shape, four.replace("if (a) {", "{"))

    def test_names(self):
        self.bad(rules.names, "class key_manager {\n")
        self.bad(rules.names, "struct mail_info {\n")
        self.bad(rules.names, "namespace util {\n")
        self.bad(rules.names, "void process(int x) {\n")
        self.bad(rules.names, "int string_helper(int x) {\n")
        self.bad(rules.names, OPENING, "api/http_utils.hpp")
        self.good(rules.names, "class database {\n")
        self.good(rules.names, "class log {\n  const char* data() const { return p_; }\n")

    def test_nothing_unfinished(self):
        self.bad(rules.unfinished, "// TODO: later\n")
        self.bad(rules.unfinished, "//------------\n")
        self.good(rules.unfinished, "// why\n")

    def test_machine_paths(self):
        self.bad(rules.machine_paths, 'auto p = "/home/someone/x";\n')
        self.good(rules.machine_paths, 'auto p = "/v1/identities";\n')

    def test_co_await(self):
        for text in ("co_await f(opts{1, 2});", 'co_await f({"a", "b"});', "co_await f(opts{.x = 1});",
                     "if (auto x = co_await f(opts{}); x) {", "auto y = co_await f(std::make_unique<o>(o{1}));",
                     "co_await co_spawn(ex, [p = std::move(p)]() -> awaitable<void> { co_return; }, use);",
                     "co_await on(pool, [&] { g(); });"):
            self.bad(rules.co_await_temporaries, f"task t() {{\n  {text}\n}}\n")
        for text in ("co_await f(std::move(named));", "while (co_await f()) {\n  g(opts{1});\n  }",
                     "co_return rejection{1};", "for (auto x : co_await f()) {\n  y = z{x};\n  }",
                     "co_await f(a[i], b);", 'co_await f("{");'):
            self.good(rules.co_await_temporaries, f"task t() {{\n  {text}\n}}\n")

    def test_no_hidden_inputs(self):
        self.bad(rules.hidden_inputs, "auto t = std::chrono::system_clock::now();", "domain/x.cpp")
        self.bad(rules.hidden_inputs, "std::random_device d;", "projections/x.cpp")
        self.good(rules.hidden_inputs, "auto t = std::chrono::system_clock::now();", "api/x.cpp")
        self.good(rules.hidden_inputs, "// unlike system_clock\n", "domain/x.cpp")

    def test_files_open_with_a_comment(self):
        self.bad(rules.opening_comment, "#include <map>\n")
        self.good(rules.opening_comment, OPENING + "#include <map>\n")
        self.good(rules.opening_comment, '#include "api/x.hpp"\n')
        self.bad(rules.opening_comment, '#include "api/y.hpp"\n')

    def test_catches_are_seen(self):
        self.bad(rules.catches, "try {\n} catch (...) {\n}\n")
        self.good(rules.catches, '// catch (...)\nauto s = "catch (";\n')


class Documents(unittest.TestCase):
    def test_links(self):
        with tempfile.TemporaryDirectory() as room:
            with open(os.path.join(room, "a.md"), "w", encoding="utf-8") as file:
                file.write("# One title\n")
            text = "[ok](a.md) [ok](a.md#one-title) [ok](https://x.org) [no](b.md) [no](a.md#two) `[x](y)`"
            self.assertEqual(len(list(documents.dead_links(room, "c.md", text))), 2)

    def test_machines(self):
        self.assertTrue(list(documents.named_machines("x.sh", "cd /root/x\n")))
        self.assertTrue(list(documents.named_machines("x.sh", "ls ../shared/conformance\n")))
        self.assertFalse(list(documents.named_machines(".ci/run", "ls ../shared/conformance\n")))


class AllowList(unittest.TestCase):
    def run_over(self, sample, allowed, *arguments):
        here = os.path.dirname(os.path.abspath(__file__))
        with tempfile.TemporaryDirectory() as room:
            os.makedirs(os.path.join(room, "api"))
            os.makedirs(os.path.join(room, "tests/tidy"))
            with open(os.path.join(room, "api/x.cpp"), "w", encoding="utf-8") as file:
                file.write(OPENING + sample)
            with open(os.path.join(room, "tests/tidy/allowed.txt"), "w", encoding="utf-8") as file:
                file.write(allowed)
            ran = subprocess.run([sys.executable, os.path.join(here, "tidy.py"), room, *arguments],
                                 capture_output=True, text=True, check=False)
            return ran.returncode

    def test_only_shrinks(self):
        catch = "void f() {\n  try {\n  } catch (...) {\n  }\n}\n"
        self.assertEqual(self.run_over(catch, ""), 1)
        self.assertEqual(self.run_over(catch, "catches api/x.cpp 1 why\n"), 0)
        self.assertEqual(self.run_over(catch, "catches api/x.cpp 2 why\n"), 1)
        self.assertEqual(self.run_over("", "catches api/x.cpp 1 why\n"), 1)
        self.assertEqual(self.run_over("", "catches api/x.cpp 1 why\n", "--shrink"), 0)
        self.assertEqual(self.run_over(catch, "", "--shrink"), 1)


if __name__ == "__main__":
    unittest.main()
