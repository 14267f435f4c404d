"""Everything that can go wrong between us and a language model, named once."""

from __future__ import annotations

from enum import StrEnum

from trainer.errors import TrainerError
from trainer.llm.usage import Usage


class Fault(StrEnum):
    """Why a model's answer cannot be used; the value is what the log says."""

    NOT_CONFIGURED = "not_configured"
    WRONG_SETTING = "wrong_setting"
    OVER_CALL = "over_call_ceiling"
    OVER_DAY = "over_day_ceiling"
    PAUSED = "paused"  # the circuit is open: not asked at all

    NAME_UNKNOWN = "name_unknown"  # DNS
    UNREACHABLE = "unreachable"  # refused: no server there
    CONNECT_TIMEOUT = "connect_timeout"
    INSECURE = "insecure"  # TLS
    PROXY = "proxy"
    CUT_OFF = "cut_off"  # the connection broke
    SILENT = "silent"  # longer silence than read_seconds
    TOO_SLOW = "too_slow"  # whole answer longer than total_seconds

    WRONG_KEY = "wrong_key"
    FORBIDDEN = "forbidden"
    MODEL_NOT_FOUND = "model_not_found"
    WRONG_PATH = "wrong_path"
    MOVED = "moved"  # a redirect, which is never followed
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    TOO_LONG_INPUT = "too_long_input"
    BAD_REQUEST = "bad_request"
    SERVER = "server"  # 5xx, or an error inside the stream

    NOT_AN_API = "not_an_api"  # HTML
    NOT_A_STREAM = "not_a_stream"  # JSON in one piece
    UNREADABLE = "unreadable"  # broken JSON, gzip, encoding, shape
    EMPTY = "empty"
    REFUSED = "refused"  # by the model
    FILTERED = "filtered"  # by the provider
    TRUNCATED = "truncated"  # finish_reason length
    UNFINISHED = "unfinished"  # no finish_reason
    RUNAWAY = "runaway"  # far more text than asked for
    THINKING = "thinking"  # thoughts in place of, or inside, the words
    TOOL_CALL = "tool_call"
    INVALID = "invalid"  # does not fit the schema

    @property
    def words(self) -> str:
        """What happened and what to do, in plain Japanese."""
        return _WORDS[self]


class LlmFailed(TrainerError):
    """The one exception of this door. `str(error)` is fit to be shown; it never has the key, the
    server's own words or anything that a person said.

    `fault` names the kind, `detail` (status, code) is for the log, `retry_after` is the server's wish in
    seconds (None: none), `usage` what was spent up to the failure, `partial` whether text had been given
    out already."""

    def __init__(
        self,
        fault: Fault,
        *,
        words: str = "",
        detail: str = "",
        retry_after: float | None = None,
        usage: Usage | None = None,
        partial: bool = False,
    ) -> None:
        super().__init__(words or fault.words)
        self.fault = fault
        self.detail = detail
        self.retry_after = retry_after
        self.usage = usage or Usage()
        self.partial = partial


_WORDS = {
    Fault.NOT_CONFIGURED: "言語モデルは設定されていません。台本のお客様で練習できます。",
    Fault.WRONG_SETTING: "言語モデルの設定に誤りがあります。接続先のURLとAPIキーを確かめてください。",
    Fault.OVER_CALL: "この通話で使える量の上限に達しました。上限は設定で変えられます。",
    Fault.OVER_DAY: "今日使える量の上限に達しました。明日から、また使えます。",
    Fault.PAUSED: "言語モデルが応答しないため、呼び出しをしばらく休んでいます。自動で再開します。",
    Fault.NAME_UNKNOWN: "接続先の名前が見つかりません。URLのつづりとネットワークを確かめてください。",
    Fault.UNREACHABLE: "接続先でサーバーが動いていません。起動、ポート番号、プロキシーを確かめてください。",
    Fault.CONNECT_TIMEOUT: "接続先から返事がありません。URL、サーバーの電源、通信の遮断を確かめてください。",
    Fault.INSECURE: "安全な接続(TLS)を結べません。証明書と、URLの http と https の別を確かめてください。",
    Fault.PROXY: "プロキシーを通れません。HTTPS_PROXY と NO_PROXY の設定を確かめてください。",
    Fault.CUT_OFF: "応答の途中で接続が切れました。続くようなら、サーバーの記録を確かめてください。",
    Fault.SILENT: "言語モデルの応答が止まりました。モデルの読み込み中か、混み合っている可能性があります。",
    Fault.TOO_SLOW: "言語モデルの応答が制限時間に間に合いませんでした。速いモデルを検討してください。",
    Fault.WRONG_KEY: "APIキーが正しくありません。キーを貼り直すか、発行し直してください。",
    Fault.FORBIDDEN: "このAPIキーではこのモデルを使えません。提供元の管理画面で権限を確かめてください。",
    Fault.MODEL_NOT_FOUND: "そのモデルが接続先にありません。モデル名(Azureはデプロイ名)を確かめてください。",
    Fault.WRONG_PATH: "接続先のURLに窓口がありません。URLの末尾の /v1 が抜けていないか確かめてください。",
    Fault.MOVED: "接続先が別のURLへ移っています。移った先の正しいURLを設定してください。",
    Fault.RATE_LIMITED: "言語モデルの利用が混み合っています。少し待つと使えるようになります。",
    Fault.QUOTA: "言語モデルの利用枠を使い切りました。提供元の支払いと上限の設定を確かめてください。",
    Fault.TOO_LONG_INPUT: "会話がモデルの扱える長さを超えました。もっと長く扱えるモデルを使ってください。",
    Fault.BAD_REQUEST: "サーバーが要求を受け付けませんでした。モデルとサーバーの版を確かめてください。",
    Fault.SERVER: "言語モデルのサーバーで障害が起きています。しばらく待ってから試してください。",
    Fault.NOT_AN_API: "APIではなくウェブページが返りました。URLの /v1 とプロキシーを確かめてください。",
    Fault.NOT_A_STREAM: "サーバーが逐次応答(ストリーミング)をしません。サーバーの版を確かめてください。",
    Fault.UNREADABLE: "言語モデルの応答を読み取れませんでした。途中の装置やサーバーの版を確かめてください。",
    Fault.EMPTY: "言語モデルの応答が空でした。",
    Fault.REFUSED: "言語モデルが応答を断りました。",
    Fault.FILTERED: "提供元の安全フィルターが応答を止めました。",
    Fault.TRUNCATED: "言語モデルの応答が長さの上限で途切れました。",
    Fault.UNFINISHED: "言語モデルの応答が最後まで届きませんでした。",
    Fault.RUNAWAY: "言語モデルの応答が長すぎるため打ち切りました。",
    Fault.THINKING: "言語モデルが考えの途中を発言として返しました。思考を出さない設定にしてください。",
    Fault.TOOL_CALL: "言語モデルが文章ではなく道具の呼び出しを返しました。別のモデルを使ってください。",
    Fault.INVALID: "言語モデルの答えが、決めた形に合いませんでした。",
}  # fmt: skip
