"""The sources keep the measure of the house: short functions, files that say one thing."""

from tools.measure import code_lines, function_lengths, measure, source_files


def test_functions_are_short():
    source = measure(source_files())
    assert source.p90_function <= 35


def test_no_source_file_is_over_600_lines():
    longest = {file.name: code_lines(file.read_text(encoding="utf-8")) for file in source_files()}
    assert [name for name, lines in longest.items() if lines > 600] == []


def test_comments_and_blank_lines_do_not_count():
    assert code_lines("a = 1\n\n# why\nb = 2  # here\n") == 2


def test_a_method_counts_from_its_def_to_its_end():
    text = "class A:\n    @property\n    def f(self):\n        # why\n        return 1\n"
    assert function_lengths(text) == [2]
