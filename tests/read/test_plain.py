"""Exported pages, plain and Markdown."""

import json
from pathlib import Path

import pytest

from dateline.lexicon.reading import load_reading
from dateline.model.report import Report
from dateline.read.plain import read_plain

PRINTED = """
# Last Engineers Leave the Dam at Karvel

By [Reuters](#)

3 May 2021

![](dam.jpg)

Engineers board a lorry beside the northern gate. **Jo Doe / Reuters**

Engineers of the joint mission on Monday left the dam that both banks claim, the ministry in [Tesk](#) said.

The mission had guarded the gates under the

accord signed in March 2019, and its mandate [at the dam] ran until June.

**Read more:** [A winter without light](#) [Who owns the river](#)

Advertisement

"Nothing *here* is lost," said the mission's head.

Original url:

<https://www.karvelobserver.com/2021/05/03/engineers-leave>
"""

WRAPPED = """Rebels quit two hill towns in the north

By Jane Example and John Sample, AFP
Published: 9 November 2019, 10:15 GMT

Fighters who had held two hill towns since the spring withdrew on
Friday, the army said, after elders brokered a truce that lets all
of them keep their rifles. Soldiers walked into both places soon
after dawn. They heard no shot, and found the bridge with its well-
known arch intact.

The army's spokesman said 2 * 3 vans and some_file_name were left,
"1. the radio, 2. the maps", and that nobody would be charged as
long as the truce held.

                                   2

Page 2 of 2

He gave no date for the return of the villagers, who fled when the
shelling began.
"""


def read(text: str, name: str = "report.txt") -> Report:
    return read_plain(text, name, load_reading())


def test_a_markdown_print_page_is_sorted_into_its_fields() -> None:
    report = read(PRINTED)
    assert report.title == "Last Engineers Leave the Dam at Karvel"
    assert (report.agency, report.authors) == ("Reuters", ())
    assert report.published == "2021-05-03"
    assert report.url == "https://www.karvelobserver.com/2021/05/03/engineers-leave"
    assert report.publisher == "Karvel Observer"
    assert report.captions == ("Engineers board a lorry beside the northern gate. Jo Doe / Reuters",)
    assert report.related == ("A winter without light", "Who owns the river")


def test_the_body_of_a_print_page_is_its_paragraphs_and_nothing_else() -> None:
    assert read(PRINTED).text.split("\n\n") == [
        "Engineers of the joint mission on Monday left the dam that both banks claim, the ministry in Tesk said.",
        "The mission had guarded the gates under the accord signed in March 2019, "
        "and its mandate [at the dam] ran until June.",
        '"Nothing here is lost," said the mission\'s head.',
    ]


def test_lines_broken_to_a_width_flow_again_and_prose_is_not_taken_for_markdown() -> None:
    report = read(WRAPPED)
    assert report.title == "Rebels quit two hill towns in the north"
    assert (report.authors, report.agency) == (("Jane Example", "John Sample"), "AFP")
    assert report.published == "2019-11-09"
    first, second, third = report.text.split("\n\n")
    assert first.endswith("soon after dawn. They heard no shot, and found the bridge with its well-known arch intact.")
    assert '2 * 3 vans and some_file_name were left, "1. the radio, 2. the maps", and that nobody' in second
    assert third == "He gave no date for the return of the villagers, who fled when the shelling began."


def test_one_paragraph_a_line_stays_one_paragraph_a_line() -> None:
    lines = ["The council met on Monday.", "It sent two envoys to the coast.", "They return in a week."]
    assert read("\n".join(lines)).text.split("\n\n") == lines


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_line_end_is_one(newline: str) -> None:
    assert read(WRAPPED.replace("\n", newline)).text == read(WRAPPED).text


def test_a_text_of_one_line_is_a_body_without_a_title() -> None:
    report = read("Troops left the port")
    assert (report.title, report.text) == (None, "Troops left the port")


def test_a_year_that_opens_a_paragraph_is_no_list_item() -> None:
    assert (
        read("# Chronicle\n\n1994. War came to the valley and stayed.\n").text
        == "1994. War came to the valley and stayed."
    )


def test_front_matter_and_labels_fill_the_fields() -> None:
    matter = (
        '---\ntitle: "Bridge reopens"\ndate: 2022-02-03\nauthor: Jane Example\nurl: https://www.bbc.co.uk/news/1\n---\n'
    )
    labels = "Title: Bridge reopens\nDate: 3 February 2022\nAuthor: Jane Example\nURL: https://www.bbc.co.uk/news/1\n"
    for header in (matter, labels):
        report = read(f"{header}\nThe bridge over the Karv reopened on Thursday.\n\nTraders cheered.\n")
        assert (report.title, report.published, report.authors) == ("Bridge reopens", "2022-02-03", ("Jane Example",))
        assert report.publisher == "BBC"
        assert report.text == "The bridge over the Karv reopened on Thursday.\n\nTraders cheered."


@pytest.mark.parametrize(
    "title", ["Ferry talks resume: U.N.", "Ferry talks resume after ...", "Ferry talks resume. What next?"]
)
@pytest.mark.parametrize("header", ["2024-03-05", "05.03.2024", "By AFP\n5 March 2024", "Published 5 March 2024 | AFP"])
def test_a_line_above_a_date_or_byline_is_the_title(title: str, header: str) -> None:
    report = read(f"{title}\n\n{header}\n\nThe envoys met again on the ferry.\n")
    assert (report.title, report.published) == (title, "2024-03-05")
    assert report.text == "The envoys met again on the ferry."


def test_html_entities_and_soft_hyphens_leave_no_trace() -> None:
    assert read("The R&amp;D chief&#39;s con\u00advoy left.").text == "The R&D chief's convoy left."


def test_code_and_page_furniture_are_left_out() -> None:
    report = read(
        "# Head\n\n```\nvar ads = 1;\n```\n\nThe army left.\n\nSubscribe to our newsletter\n\nIt will not return.\n"
    )
    assert report.text == "The army left.\n\nIt will not return."


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "Convoy halted at the pass\n\nBy Tuesday the last lorries had turned back.\n\nNo one was hurt."
    assert read(text).text == "By Tuesday the last lorries had turned back.\n\nNo one was hurt."


def test_the_id_of_a_text_comes_from_its_name_and_words() -> None:
    first, again, other = read("One left.", "a.txt"), read("One left.", "a.txt"), read("Two left.", "a.txt")
    assert first.id == again.id == f"a-{first.sha256[:12]}"
    assert first.id != other.id


@pytest.mark.shared
def test_the_seed_report_comes_out_as_its_gold_says(shared: Path) -> None:
    gold = json.loads((shared / "bench/stories/karabakh-withdrawal.gold.json").read_text("utf-8"))
    report = read((shared / "seed/karabakh-withdrawal.txt").read_text("utf-8"), "karabakh-withdrawal.txt")
    assert {key: getattr(report, key) for key in gold["report"]} == gold["report"]
    assert [words for words in gold["not_in_text"] if words in report.text] == []
    assert [words for words in gold["in_text"] if words not in report.text] == []
