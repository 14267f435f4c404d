"""A broken washing machine and two calls back that never came: the scenario the tests read by."""

from trainer.dialogue import Speaker, Transcript, Utterance
from trainer.scenario import Scenario

WASHING = Scenario.model_validate(
    {
        "id": "appliance-no-callback",
        "title": "折り返しが来ないまま三日、洗濯機が動かない",
        "summary": "買って二か月の洗濯機が止まり、二度の折り返しの約束が守られなかった。",
        "industry": "家電",
        "company": "みどり電機",
        "difficulty": 2,
        "persona": "emotional",
        "voice": "emotional-a",
        "brief": {
            "situation": "故障の問い合わせ",
            "goal": "受け止めて解決する",
            "authority": "訪問修理の手配",
        },
        "card": {
            "name": "佐々木 美咲",
            "reading": "ささき みさき",
            "phone": "090-1234-5678",
            "number": "W-20481",
            "address": "横浜市港北区1-2-3",
        },
        "hidden": {"cause": "company", "wish": "早く使いたい", "sore_point": "約束を破られた"},
        "opening": {"say": "洗濯機が動かないんです。もう三日ですよ。", "tells": ["since"]},
        "facts": [
            {
                "id": "since",
                "say": "火曜の朝からです。もう三日も動かないんですよ。",
                "asked_by": ["いつから"],
                "gist": ["火曜", "三日", "動かない"],
            },
            {
                "id": "error",
                "say": "画面に「E3」って出て、途中で止まるんです。",
                "asked_by": ["エラー", "症状"],
                "gist": ["E3", "止まる"],
            },
            {
                "id": "model",
                "say": "型番はWM-5500って書いてあります。",
                "asked_by": ["型番"],
                "gist": ["WM-5500"],
            },
            {
                "id": "bought",
                "say": "6月10日に駅前のお店で買いました。",
                "asked_by": ["いつ買った", "購入"],
                "gist": ["6月10日", "買った"],
            },
            {
                "id": "callbacks",
                "say": "折り返すって二回言われて、二回とも電話が来ませんでした。",
                "asked_by": ["経緯", "連絡", "前回"],
                "gist": ["二回", "折り返し", "電話が来ない"],
            },
            {
                "id": "family",
                "say": "子どもが三人いて、洗濯物が山なんです。",
                "asked_by": ["困りごと", "影響"],
                "gist": ["子ども", "洗濯物"],
                "needs": "heard",
            },
            {
                "id": "laundromat",
                "say": "コインランドリーに毎日通って、もう4,000円も使いました。",
                "asked_by": ["困りごと", "費用"],
                "gist": ["コインランドリー", "4,000円"],
                "needs": "asked",
            },
            {
                "id": "tried",
                "say": "電源を入れ直すのは三回やりました。",
                "asked_by": ["再起動", "試した"],
                "gist": ["電源", "入れ直す", "三回"],
            },
            {
                "id": "wish",
                "say": "とにかく今週中に使えるようにしてほしいんです。",
                "asked_by": ["希望"],
                "gist": ["今週", "使える"],
            },
            {
                "id": "home",
                "say": "家にいるのは木曜の午後です。",
                "asked_by": ["都合", "在宅"],
                "gist": ["木曜", "午後"],
            },
        ],
        "remedies": [
            {"id": "visit", "title": "訪問修理", "offers": ["訪問", "点検"], "accept_below": 60},
            {
                "id": "exchange",
                "title": "新品交換",
                "offers": ["交換"],
                "accept_below": 70,
                "authority": "second",
            },
            {"id": "loan", "title": "代替機", "offers": ["代替機"], "accept_below": 65},
            {
                "id": "refund",
                "title": "ランドリー代",
                "offers": ["コインランドリー代", "ランドリー代"],
                "accept_below": 70,
                "authority": "second",
            },
        ],
        "escalation": {
            "need": "required",
            "direction": "vertical",
            "to": ["責任者"],
            "triggers": ["T1", "T5"],
        },
        "model_call": [{"say": "お電話ありがとうございます。"}, {"end": True}],
    }
)


def told(*facts: str) -> Transcript:
    """A call in which the customer has told these facts (all of them if none is named)."""
    lines = [f.say[0] for f in WASHING.facts if not facts or f.id in facts]
    return tuple(Utterance(speaker=Speaker.CUSTOMER, text=line, turn=i) for i, line in enumerate(lines))


def operator_said(text: str) -> Transcript:
    return (*told(), Utterance(speaker=Speaker.OPERATOR, text=text, turn=1))


REFUSED_HANDOVERS = [
    "ですから、責任者に代わっても同じです",
    "上の者は出せません",
    "責任者におつなぎすることはできません",
    "上司に代わることはいたしかねます",
    "責任者に代わったところで、お答えは変わりません",
    "責任者を出すことはできかねます",
    "上の者に代わる必要はございません",
    "責任者が出ても対応は同じでございます",
    "店長に代わっても結果は変わりません",
    "責任者への取り次ぎはお断りしております",
]
