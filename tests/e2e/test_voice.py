"""Spoken calls in a real browser: a fake microphone fed from a rendered file, a real server that hears, no
sound card. Speak → transcript → correct → send → hear the reply → see the measures → listen again."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import resample_poly

from tests.e2e import hands
from tests.e2e.conftest import FLAGS, WAIT, Server, _chromium
from tests.voice.hearing import HearingServer
from trainer.acoustics.wav import decode, read
from trainer.files import Library
from trainer.mood import Band
from trainer.prosody import measure
from trainer.settings import VoiceSettings
from trainer.voice import speaker_of, style_of
from trainer.voice.sound import pcm, wav_of

pytestmark = pytest.mark.e2e
SCENARIO = Library().scenarios["appliance-no-callback"]
SAID = "お電話ありがとうございます。三回もお電話をいただき、申し訳ございません。"
MISHEARD = SAID.replace("三回", "三階")
MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--host-resolver-rules=MAP trainer.test 127.0.0.1",
]
SPY = """
window.sounds = []
const play = HTMLMediaElement.prototype.play
HTMLMediaElement.prototype.play = function () {
  if (!this.spied) for (const name of ["playing", "ended", "pause"]) {
    this.spied = true
    this.addEventListener(name, () => window.sounds.push({ name, at: this.currentTime, seconds: this.duration }))
  }
  return play.call(this)
}
"""
PLAYED = "n => window.sounds.filter(s => s.name === 'playing').length >= n"


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the trainee says, as a microphone gives it: 48 kHz."""
    folder = tmp_path_factory.mktemp("speech")
    speaker = speaker_of(VoiceSettings(line=False), folder)
    clip = speaker.whole(SAID, style_of(Library().voices["logical-woman30"], Band.CALM))
    assert clip is not None
    rate, samples = read(clip.wav)
    file = folder / "microphone.wav"
    quiet = np.zeros(24_000)  # the file is played in a loop
    wave = resample_poly(samples.astype("float64"), 48_000 // rate, 1)
    file.write_bytes(wav_of(pcm(np.concatenate([quiet, wave, quiet])), 48_000))
    return file


@pytest.fixture(scope="module")
def talking_browser(chromium: Any, speech: Path) -> Iterator[Any]:
    browser = chromium.browser_type.launch(
        executable_path=_chromium(),
        args=[*FLAGS, *MICROPHONE, f"--use-file-for-fake-audio-capture={speech}"],
    )
    yield browser
    browser.close()


@pytest.fixture
def new_page(talking_browser: Any) -> Iterator[Callable[..., Any]]:
    """`new_page(width, height)` → somebody with a microphone whose sounds are written down."""
    made: list[Any] = []

    def _new(width: int = 1366, height: int = 768) -> Any:
        context = talking_browser.new_context(viewport={"width": width, "height": height}, locale="ja-JP")
        context.set_default_timeout(WAIT)
        context.grant_permissions(["microphone"])
        made.append(context)
        page = context.new_page()
        page.add_init_script(SPY)
        page.bytes_heard = 0

        def count(response: Any) -> None:
            if "/sound/" in response.url and response.status == 200:
                page.bytes_heard += int(response.headers.get("content-length", 0))

        page.on("response", count)
        return page

    yield _new
    for context in made:
        context.close()


@pytest.fixture
def hearing() -> Iterator[HearingServer]:
    one = HearingServer(MISHEARD)
    yield one
    one.close()


@pytest.fixture
def start_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """`start_server(NAME=value)` → the product with these settings."""
    started: list[Server] = []

    def _start(**settings: str) -> Server:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        started.append(Server(tmp_path).start())
        return started[-1]

    yield _start
    for one in started:
        one.kill()


def _begin(page: Any, url: str, *, microphone: bool = True) -> None:
    hands.sign_in(page, url)
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    if microphone:
        page.get_by_text("マイクで話す", exact=True).click()
        page.get_by_text("いつでも消せます").wait_for()
    page.get_by_role("button", name="通話を始める").click()
    page.locator(hands.INPUT).wait_for()
    page.locator(".line.customer").first.wait_for()
    hands.settle(page)


def _speak(page: Any, seconds: float = 6.5) -> None:
    page.get_by_role("button", name="録音を始める").click()
    page.get_by_role("button", name="録音を終えて送る").wait_for()
    page.wait_for_timeout(int(seconds * 1_000))
    page.get_by_role("button", name="録音を終えて送る").click()


def _heard(page: Any) -> int:
    """Sounds that were played to their end or are playing."""
    return int(page.evaluate("window.sounds.filter(s => s.name === 'playing').length"))


def test_speak_correct_send_hear_the_reply_and_listen_again(
    hearing: HearingServer, start_server: Callable[..., Server], new_page: Callable[..., Any], tmp_path: Path
) -> None:
    server = start_server(TRAINER_STT_MODEL="kikitori", TRAINER_STT_BASE_URL=hearing.url)
    page = new_page()
    _begin(page, server.url)

    # It rings once, then the customer speaks; the text is there before.
    page.wait_for_function(PLAYED, arg=2)
    assert page.evaluate("window.sounds[0].seconds") == pytest.approx(3.0, abs=0.1)

    # What the microphone took reaches the recogniser, and its words come back for correction.
    _speak(page)
    page.get_by_text("聞き取った文です").wait_for()
    taken = measure(decode(hearing.heard[0]["file"]), SAID)
    assert taken.speech > 3 and taken.f0 and 180 < taken.f0 < 350
    hands.assert_value(page.locator(hands.INPUT), MISHEARD)
    assert page.locator(".line.operator").count() == 0, "nothing is sent before it was read"

    # Corrected and sent: the reply is heard, as bytes from this server that really play.
    before, bytes_before = _heard(page), page.bytes_heard
    hands.say(page, SAID)
    assert page.locator(".line.operator").inner_text().endswith(SAID)
    page.wait_for_function(PLAYED, arg=before + 1)
    page.wait_for_function("window.sounds.some(s => s.name === 'ended' || s.name === 'pause')")
    assert page.bytes_heard > bytes_before + 2_000
    assert page.get_by_text("聞き取った文です").count() == 0

    # A line again; then silence as soon as the next words are sent.
    before = _heard(page)
    page.get_by_role("button", name="この発言をもう一度聞く").first.click()
    page.wait_for_function(PLAYED, arg=before + 1)
    hands.say(page, "修理の予定を確認いたします。")
    hands.hang_up(page)
    hands.to_result(page)

    panel = page.locator(".st-key-panel-voice")
    panel.get_by_text("声についての助言です。得点には入りません。").wait_for()
    words = panel.inner_text()
    for part in ("第一声", "話す速さ", "声の高さ", "高低の幅", "目安"):
        assert part in words
    assert words.count("(文字のみ)") == 1

    # The whole call, with the line that is heard marked, and as a file.
    before = _heard(page)
    panel.get_by_role("button", name="再生").click()
    page.wait_for_function(PLAYED, arg=before + 1)
    panel.locator("li.now").wait_for()
    panel.locator(".replay-lines li").nth(1).click()
    page.wait_for_function("document.querySelectorAll('.replay-lines li')[1].classList.contains('now')")
    with page.expect_download() as coming:
        panel.get_by_role("link", name="WAV を保存").click()
    file = tmp_path / "call.wav"
    coming.value.save_as(file)
    assert decode(file.read_bytes()).seconds > taken.seconds
    assert coming.value.suggested_filename.endswith(".wav")
    assert "Traceback" not in server.log


def test_without_a_recogniser_what_was_recorded_is_typed_and_measured(
    start_server: Callable[..., Server], new_page: Callable[..., Any]
) -> None:
    server = start_server()
    page = new_page(390, 844)
    _begin(page, server.url)
    _speak(page, 5.0)
    page.get_by_text("録音を預かりました").wait_for()
    page.reload()
    page.get_by_text("録音を預かりました").wait_for()
    hands.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    hands.say(page, SAID)
    assert page.get_by_text("録音を預かりました").count() == 0
    hands.hang_up(page)
    hands.to_result(page)
    page.locator(".st-key-panel-voice").get_by_text("話す速さ").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_recognised_words_are_sent_at_once_by_choice(
    hearing: HearingServer, start_server: Callable[..., Server], new_page: Callable[..., Any]
) -> None:
    server = start_server(TRAINER_STT_MODEL="kikitori", TRAINER_STT_BASE_URL=hearing.url)
    page = new_page()
    hands.sign_in(page, server.url)
    page.get_by_role("link", name="設定").click()
    page.get_by_text("声", exact=True).click()
    page.get_by_text("聞き取った文を、直さずにすぐ送る").click()
    page.get_by_text("マイクで話す", exact=True).click()
    page.get_by_role("button", name="声の設定を保存する").click()
    page.get_by_text("声の設定を保存しました").wait_for()
    page.get_by_role("link", name="ホーム").click()
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    page.get_by_role("button", name="通話を始める").click()
    page.locator(".line.customer").first.wait_for()
    hands.settle(page)
    _speak(page, 4.0)
    page.locator(".line.operator").wait_for()
    assert page.locator(".line.operator").inner_text().endswith(MISHEARD)
    assert page.locator(hands.INPUT).input_value() == ""


def test_hold_music_plays_and_ends_with_the_hold(server: Server, new_page: Callable[..., Any]) -> None:
    page = new_page()
    _begin(page, server.url, microphone=False)
    hands.say(page, "確認いたしますので、少々お待ちいただけますでしょうか。")
    page.get_by_role("button", name="保留", exact=True).click()
    page.wait_for_function("window.sounds.some(s => s.name === 'playing' && s.seconds > 10)")
    page.get_by_role("button", name="保留を解除").click()
    page.wait_for_function(
        "window.sounds.findLastIndex(s => s.name === 'pause' && s.seconds > 10) > "
        "window.sounds.findIndex(s => s.name === 'playing' && s.seconds > 10)"
    )


def test_with_the_voice_off_no_sound_is_fetched(server: Server, new_page: Callable[..., Any]) -> None:
    page = new_page()
    hands.sign_in(page, server.url)
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    page.get_by_text("お客様の声を聞く", exact=True).click()
    hands.settle(page)
    page.get_by_role("button", name="通話を始める").click()
    page.locator(".line.customer").first.wait_for()
    hands.say(page, SAID)
    page.wait_for_timeout(1_500)
    assert page.bytes_heard == 0 and _heard(page) == 0 and page.locator(".again").count() == 0


def test_the_drill_by_ear_is_heard_and_answered(server: Server, new_page: Callable[..., Any]) -> None:
    page = new_page(390, 844)
    hands.sign_in(page, server.url)
    page.get_by_role("link", name="耳で当てる").click()
    page.locator("audio").wait_for()
    page.wait_for_function("document.querySelector('audio').duration > 4")
    page.get_by_text("感情的", exact=True).click()
    page.locator('[role="radiogroup"]').nth(1).locator("label").first.click()
    page.get_by_role("button", name="答え合わせ").click()
    page.get_by_text("聞こえた言葉").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_plain_http_elsewhere_the_missing_microphone_is_told(
    start_server: Callable[..., Server], new_page: Callable[..., Any]
) -> None:
    server = start_server(STREAMLIT_BROWSER_SERVER_ADDRESS="trainer.test")
    page = new_page()
    hands.sign_in(page, server.url.replace("127.0.0.1", "trainer.test"))
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    page.get_by_text("マイクで話す", exact=True).click()
    page.get_by_text("ブラウザーがマイクを使わせません").wait_for()


@pytest.mark.parametrize("path", ["nobody/0/0", "nobody/ring", "nobody/hold", "nobody/call.wav"])
def test_a_guessed_address_has_no_sound(server: Server, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.url}/sound/{path}", timeout=20)
    assert refused.value.code == 404
    refused.value.close()
