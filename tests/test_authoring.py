"""Writing scenarios in the app: nothing is overwritten, nothing faulty reaches a trainee."""

from __future__ import annotations

import pytest

from tests.conftest import EXAMPLE, House
from trainer.authoring import Authoring, Catalogue, State
from trainer.dialogue import Seat
from trainer.errors import Conflict, FileProblems, InvalidInput, NotAllowed, NotFound
from trainer.files import Library
from trainer.person import Person, Role
from trainer.yaml_edit import with_value

SV = Person(id="sv", name="SV 高木", role=Role.SUPERVISOR)


@pytest.fixture
def authoring(house: House, library: Library) -> Authoring:
    return Authoring(house.store, library, house.clock)


@pytest.fixture
def catalogue(house: House, library: Library) -> Catalogue:
    return Catalogue(library, house.store)


def test_a_copy_is_saved_published_practised_and_withdrawn(
    authoring: Authoring, catalogue: Catalogue
) -> None:
    text = authoring.copy_of(SV, EXAMPLE, "my-own").replace("難易度", "")
    saved = authoring.save(SV, text, seen=0)
    assert (saved.version, saved.state) == (1, State.CHECKED)
    assert "my-own" not in catalogue.scenarios
    authoring.publish(SV, "my-own", seen=1)
    assert catalogue.cast("my-own").scenario.id == "my-own"
    # A new draft does not take the published version away.
    authoring.save(SV, text.replace("difficulty: 2", "difficulty: 99"), seen=2)
    assert catalogue.cast("my-own").scenario.difficulty == 2
    with pytest.raises(FileProblems):
        authoring.publish(SV, "my-own", seen=3)
    authoring.withdraw(SV, "my-own", seen=3)
    with pytest.raises(NotFound):
        catalogue.cast("my-own")
    assert [v.state for v in authoring.versions(SV, "my-own")] == [
        "withdrawn",
        "draft",
        "published",
        "checked",
    ]


def test_a_published_version_takes_the_place_of_the_folders(
    authoring: Authoring, catalogue: Catalogue
) -> None:
    text = authoring.text_of(SV, EXAMPLE).replace("difficulty: 2", "difficulty: 1", 1)
    authoring.save(SV, text, seen=0)
    authoring.publish(SV, EXAMPLE, seen=1)
    assert catalogue.cast(EXAMPLE).scenario.difficulty == 1


def test_faults_are_told_with_their_lines_and_the_draft_is_kept(authoring: Authoring) -> None:
    text = authoring.text_of(SV, EXAMPLE).replace("seat: first", "seat: third", 1)
    scenario, problems = authoring.problems(text)
    assert scenario is None and problems[0].line == text[: text.index("seat: third")].count("\n") + 1
    assert authoring.save(SV, text, seen=0).state == State.DRAFT
    assert authoring.text_of(SV, EXAMPLE) == text


def test_the_second_of_two_editors_is_told(authoring: Authoring) -> None:
    text = authoring.text_of(SV, EXAMPLE)
    authoring.save(SV, text, seen=0)
    with pytest.raises(Conflict, match="先に保存"):
        authoring.save(SV, text + "\n# mine\n", seen=0)


@pytest.mark.parametrize("text", ["", "- a", "x: [", "id: 5", "id: ''", "a" * 300_000])
def test_what_has_no_id_cannot_be_saved(authoring: Authoring, text: str) -> None:
    with pytest.raises(InvalidInput):
        authoring.save(SV, text, seen=0)


def test_an_id_in_use_is_not_taken_twice(authoring: Authoring) -> None:
    with pytest.raises(InvalidInput, match="使われています"):
        authoring.copy_of(SV, EXAMPLE, EXAMPLE)


def test_trainees_may_not_write_scenarios(authoring: Authoring) -> None:
    trainee = Person(id="t", name="研修生", seat=Seat.FIRST)
    for deed in (
        lambda: authoring.text_of(trainee, EXAMPLE),
        lambda: authoring.save(trainee, "id: x", seen=0),
        lambda: authoring.publish(trainee, EXAMPLE, seen=0),
        lambda: authoring.withdraw(trainee, EXAMPLE, seen=0),
        lambda: authoring.mine(trainee),
        lambda: authoring.versions(trainee, EXAMPLE),
    ):
        with pytest.raises(NotAllowed):
            deed()


# ---------------------------------------------------------------- what comes in at the door


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空です"),
        (b"  \n", "空です"),
        (b"id: x\ntitle: [", "YAMLとして読めない"),
        (b"id: x\n  title: y\n z", "行目"),
        (b"x" * 10_000_000, "大きすぎます"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "UTF-8"),
        ("id: あ\n題".encode("utf-16"), "UTF-8"),
        ("題".encode("cp932"), "UTF-8"),
        (b"id: a\x00b", "文章のファイルではありません"),
        (b"- a\n- b\n", "id がありません"),
        (b"id: 12\n", "id がありません"),
        (b"id: ../../etc/passwd\n", "id に使えません"),
        (b"id: a/b\n", "id に使えません"),
        ("id: 写し\n".encode(), "id に使えません"),
        (b"id: x\na: " + b"[" * 100_000, "入れ子が深すぎます"),
        (b"id: x\na: &a [*a]\n", "指しています"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:24]),
)
def test_a_file_that_cannot_be_a_scenario_is_refused_in_words(
    data: bytes, says: str, authoring: Authoring
) -> None:
    with pytest.raises(InvalidInput, match=says):
        authoring.imported(SV, data)
    assert authoring.mine(SV) == []


def test_a_file_of_an_old_editor_is_read(authoring: Authoring) -> None:
    """Byte order mark, carriage returns: what Windows adds is no fault."""
    text = authoring.text_of(SV, EXAMPLE)
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert authoring.imported(SV, data) == (EXAMPLE, text)


def test_aliases_inside_each_other_neither_fill_the_memory_nor_pass(authoring: Authoring) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    text = f"id: bomb\na0: &a0 [ha]\n{levels}"
    with pytest.raises(InvalidInput, match="多すぎます"):
        authoring.imported(SV, text.encode())
    _, problems = authoring.problems(text)
    assert "多すぎます" in problems[0].what


def test_a_text_that_refers_to_itself_is_told_where(authoring: Authoring) -> None:
    text = authoring.text_of(SV, EXAMPLE).replace("tells: [symptom]", "tells: &t [symptom]", 1)
    _, problems = authoring.problems(text + "other: *t\n")
    assert "*名前" in problems[0].what and "その場" in problems[0].mend


def test_the_id_that_is_copied_is_the_scenarios_own(authoring: Authoring) -> None:
    """Not the first line that happens to look like it."""
    text = "# id: mine は写しの手本\n" + authoring.copy_of(SV, EXAMPLE, "mine")
    authoring.save(SV, text, seen=0)
    copied = authoring.copy_of(SV, "mine", "yours")
    assert copied.startswith("# id: mine は写しの手本\n") and "\nid: yours\n" in copied


def test_markup_in_a_title_is_kept_as_words(authoring: Authoring, catalogue: Catalogue) -> None:
    title = "<script>alert(1)</script><b>題</b>"
    text = with_value(authoring.copy_of(SV, EXAMPLE, "mine"), ("title",), title)
    authoring.save(SV, text, seen=0)
    authoring.publish(SV, "mine", seen=1)
    assert catalogue.cast("mine").scenario.title == title
