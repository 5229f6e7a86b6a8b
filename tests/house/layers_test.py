#!/usr/bin/env python3
"""layers.py finds each kind of breach, and nothing in what is allowed."""
import unittest

from layers import breaches


class LayersTest(unittest.TestCase):
    def found(self, path, line):
        return len(breaches(path, line))

    def test_finds_an_arrow_that_points_back(self):
        self.assertEqual(self.found("core/sheet/table.h", '#include "core/match/mapping.h"'), 1)
        self.assertEqual(self.found("core/check/report.h", '#include "core/send/wire.h"'), 1)
        self.assertEqual(self.found("core/base/result.h", '#include "ui/main_window.h"'), 1)
        self.assertEqual(self.found("ui/main_window.cpp", '#include "app/composition.h"'), 1)
        self.assertEqual(self.found("app/composition.cpp", '#include "tests/support/await.h"'), 1)

    def test_lets_the_practice_service_have_the_wire_types_only(self):
        self.assertEqual(self.found("core/practice/batch_api.cpp", '#include "core/send/wire.h"'), 0)
        self.assertEqual(self.found("core/practice/batch_api.cpp", '#include "core/send/transport.h"'), 1)

    def test_finds_widgets_in_core(self):
        self.assertEqual(self.found("core/check/report.cpp", "#include <QColor>"), 1)
        self.assertEqual(self.found("core/check/report.cpp", "#include <QtWidgets/QLabel>"), 1)
        self.assertEqual(self.found("ui/check/page.cpp", "#include <QColor>"), 0)

    def test_allows_what_the_plan_allows(self):
        self.assertEqual(self.found("core/send/send_run.h", '#include "core/runs/journal.h"'), 0)
        self.assertEqual(self.found("ui/main_window.cpp", '#include "core/send/send_run.h"'), 0)
        self.assertEqual(self.found("app/composition.h", '#include "ui/services.h"'), 0)


if __name__ == "__main__":
    unittest.main()
