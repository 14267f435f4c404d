"""Invented cases in any number: varied enough that words are as rare and as common as in real notes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from trainer.case import (
    Case,
    CaseCause,
    CaseEscalation,
    CaseRecord,
    CaseState,
    Effect,
    Moment,
    Party,
    Phrase,
)
from trainer.dialogue import Channel
from trainer.escalation import Direction, Need, Timing
from trainer.persona import PersonaKind

TRADES = {
    "家電": ("食洗機 洗濯機 冷蔵庫 炊飯器 掃除機 電子レンジ 空気清浄機 加湿器", "水漏れ 異音 起動しない 焦げた臭い 表示の消灯 排水の詰まり"),
    "通信": ("光回線 モバイル回線 ルーター 固定電話 メール設定 セキュリティーソフト", "通信断 速度低下 二重課金 開通の遅れ 工事日の行き違い 解約の行き違い"),
    "銀行": ("普通預金 振込 住宅ローン デビットカード 外貨預金 通帳", "誤送金 引き落としの失敗 限度額の誤り 暗証番号のロック 明細の食い違い"),
    "保険": ("自動車保険 医療保険 火災保険 旅行保険 学資保険", "支払いの遅れ 査定への不満 告知の行き違い 名義変更の漏れ 更新案内の不着"),
    "航空": ("国内線 国際線 マイル ラウンジ 手荷物 座席指定", "欠航 乗り継ぎの失敗 手荷物の紛失 座席の変更 特典の取り消し"),
    "鉄道": ("定期券 指定席 ICカード 団体券 回数券", "払い戻しの拒否 遅延証明の不備 二重改札 忘れ物の取り違え"),
    "宿泊": ("客室 夕食 大浴場 送迎 記念日プラン 連泊プラン", "予約の消失 食物アレルギーの見落とし 騒音 清掃の不備 眺望の違い"),
    "飲食": ("宅配弁当 コース料理 おせち 食べ放題 テイクアウト", "異物混入 予約の重複 量の不足 配達の遅れ 会計の誤り"),
    "通販": ("健康食品 化粧品 衣類 家具 書籍 靴", "誤配送 色違い 在庫の欠品 定期便の停止漏れ 返品の拒否 梱包の破損"),
    "電力": ("電気料金 太陽光 検針 契約容量 口座振替", "請求額の急増 停電 検針の誤り 切り替えの遅れ 二重請求"),
    "ガス": ("給湯器 ガスコンロ 床暖房 ガス警報器 検針", "点火しない 警報の誤作動 訪問の遅れ やけどの申し出 元栓の閉止"),
    "水道": ("水道料金 漏水調査 給水管 メーター", "濁り水 断水の知らせ漏れ 料金の急増 修理費の食い違い"),
    "医療": ("外来予約 健診結果 処方箋 入院費 診断書", "予約の消失 待ち時間 説明の食い違い 書類の渡し違い 会計の誤り"),
    "介護": ("訪問介護 福祉用具 送迎 補聴器 施設利用", "訪問の遅刻 連絡の行き違い 費用の誤り 私物の紛失"),
    "不動産": ("賃貸契約 更新料 退去立会い 駐車場 管理費", "敷金の精算 騒音の放置 鍵の渡し違い 修繕の遅れ 契約書の誤り"),
    "自動車": ("車検 リコール 代車 カーナビ タイヤ交換", "納期の遅れ 傷の申し出 部品の欠品 見積もりの超過 異音の再発"),
    "旅行": ("団体旅行 航空券 現地ツアー 旅券手続き", "名義の誤り 取消料への不満 旅程の変更 添乗員への苦情"),
    "教育": ("通信講座 模擬試験 受講料 教材 オンライン授業", "教材の不着 映像の停止 返金の拒否 採点の誤り 講師への苦情"),
    "自治体": ("住民票 給付金 粗大ごみ 保育所 国民健康保険", "窓口の案内違い 通知の誤送 書類の不備 受付の締め切り 処理の遅れ"),
    "物流": ("宅配便 引っ越し 冷蔵便 集荷 置き配", "荷物の破損 誤配 不在票の行き違い 温度の逸脱 指定時間の遅れ"),
    "ソフトウェア": ("会計ソフト 勤怠管理 クラウド保管 VPN 電子契約", "締め処理の停止 認証の失敗 データの消失 API の制限超過 画面の固まり"),
    "放送": ("動画配信 有料放送 録画予約 受信契約", "二重課金 視聴できない 解約の漏れ 字幕の誤り"),
    "スポーツ": ("ジム会員 水泳教室 個人指導 ロッカー", "けがの申し出 休会の漏れ 器具の故障 予約の重複"),
    "百貨店": ("贈答品 お中元 名入れ 商品券 外商", "のし紙の誤り 刻印の間違い 配送先の違い 包装の汚れ 外商担当の不在"),
}  # fmt: skip
SURNAMES = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "山口",
    "松本",
    "井上",
    "木村",
    "林",
    "斎藤",
    "清水",
    "山崎",
    "阿部",
    "森",
    "池田",
    "橋本",
    "石川",
    "前田",
    "藤田",
    "岡田",
    "後藤",
]
PLACES = [
    "札幌",
    "仙台",
    "盛岡",
    "新潟",
    "金沢",
    "前橋",
    "川越",
    "柏",
    "品川",
    "立川",
    "横須賀",
    "浜松",
    "岐阜",
    "大津",
    "堺",
    "姫路",
    "岡山",
    "尾道",
    "高松",
    "松山",
    "博多",
    "熊本",
    "宮崎",
    "那覇",
]
TEAMS = [
    "技術担当",
    "請求担当",
    "品質保証部",
    "物流センター",
    "法務担当",
    "お客様相談室",
    "店舗統括",
    "経理課",
    "委託元の担当課",
    "二次対応窓口",
    "サービス課",
    "システム運用",
]
FEELINGS = [
    "声を荒らげた",
    "黙り込んだ",
    "早口で責めた",
    "ため息をついた",
    "泣き声になった",
    "淡々と日付を並べた",
    "皮肉を言った",
    "電話口で笑った",
    "何度も同じ点を尋ねた",
    "急に敬語が消えた",
]
WISHES = [
    "全額の返金",
    "交換",
    "責任者からの謝罪",
    "書面での説明",
    "今日中の訪問",
    "原因の調査結果",
    "代わりの品",
    "手数料の免除",
    "元どおりの契約",
    "担当者の交代",
]
MOVES = (
    "経緯を最初から聞き取り、日付と金額を復唱した",
    "ご不便をおかけした点を具体的に挙げておわびした",
    "折り返しの時刻を十五分刻みで約束した",
    "保留に入れる前に理由と時間を伝えた",
    "履歴を確かめ、三度目のお電話だと分かった",
    "規定を読み上げてしまい、かえって怒らせた",
    "できないことより先にできることを二つ示した",
    "お客様の言葉で要望を言い直し、同意を得た",
    "上席に相談する間、別の話題でつながず静かに待った",
    "写真を送っていただき、画面を見ながら一緒に確かめた",
)
HELPED = (
    "三日も落ち着かない思いをさせてしまい、申し訳ございません",
    "同じ話を繰り返していただく必要はございません。すべて引き継いでおります",
    "本日17時までに、分かったところまでで必ずお電話します",
    "お怒りはもっともです。まず事実を一緒に確かめさせてください",
    "専任の者が一人で最後まで担当いたします",
)
HURT = (
    "規定ですので",
    "そうおっしゃられましても",
    "先ほども申し上げましたが",
    "担当が違いますので分かりかねます",
    "落ち着いてください",
)
LESSONS = (
    "引き継ぐ前に一分だけ要点をまとめると、お客様は二度話さずに済む",
    "約束した時刻の五分前に、終わっていなくても電話する",
    "数字で尋ねる方には、数字で答える。気持ちの言葉はその後でよい",
    "長いお付き合いの方には、規定より先に履歴に触れる",
    "怒りの向きが応対者に変わったら、早めに人を替える",
    "型番とエラー番号を先に聞けば、専門部署は一度で答えられる",
)
FIRST_DAY, YEARS = 1_480_000_000.0, 10 * 365 * 86_400.0


def records(count: int, seed: int = 0) -> Iterator[CaseRecord]:
    """`count` records of about 450 characters, spread over ten years; one in ten is a draft and one
    in twenty waits, written by two hundred people."""
    dice = random.Random(seed)
    for number in range(count):
        at = FIRST_DAY + YEARS * number / count
        author = dice.randrange(200)
        state = dice.choices(list(CaseState), weights=(10, 5, 80, 5))[0]
        yield CaseRecord(
            id=f"g{number:07}",
            case=_case(dice),
            author=f"p{author}",
            author_name=SURNAMES[author % len(SURNAMES)],
            state=state,
            version=1,
            created_at=at,
            updated_at=at,
            confirmed_by="" if state is CaseState.DRAFT else "確認者",
        )


def _case(dice: random.Random) -> Case:
    industry = dice.choice(list(TRADES))
    things, troubles = (words.split() for words in TRADES[industry])
    thing, trouble, wish = dice.choice(things), dice.choice(troubles), dice.choice(WISHES)
    need = dice.choice(list(Need))
    model = f"{dice.choice('ABCEHKMNRSTX')}{dice.choice('CDLPQW')}-{dice.randint(100, 9999)}"
    code = f"E-{dice.randint(1, 1999):04}"
    return Case(
        title=f"{thing}の{trouble}で{wish}を求められた",
        industry=industry,
        channel=dice.choice(list(Channel)),
        persona=dice.choice(list(PersonaKind)),
        cause=dice.choice(list(CaseCause)),
        situation=(
            f"{dice.choice(PLACES)}のお客様から{thing}({model})の{trouble}についてお電話。"
            f"{dice.randint(2, 30)}日前から続き、{dice.randint(1, 980) * 100:,}円の負担と{wish}を申し出られた。"
        ),
        timeline=tuple(_moment(dice, code, day) for day in range(1, dice.randint(3, 5))),
        escalation=CaseEscalation(
            need=need,
            direction=None if need is Need.NEEDLESS else dice.choice(list(Direction)),
            to="" if need is Need.NEEDLESS else dice.choice(TEAMS),
            timing=dice.choice(list(Timing)),
        ),
        phrases=(
            Phrase(effect=Effect.HELPED, text=dice.choice(HELPED)),
            Phrase(effect=Effect.HURT, text=dice.choice(HURT)),
        ),
        outcome=f"{dice.choice(TEAMS)}が{dice.randint(1, 14)}日後に回答し、{dice.choice(WISHES)}で納得された。",
        lesson=dice.choice(LESSONS),
        tags=(trouble.split("の")[0], dice.choice(("初動", "再入電", "約束", "説明", "期限", "引き継ぎ"))),
    )


def _moment(dice: random.Random, code: str, day: int) -> Moment:
    who = dice.choice(list(Party))
    text = (
        f"{dice.choice(MOVES)}。お客様は{dice.choice(FEELINGS)}。"
        f"{dice.choice(SURNAMES)}が{dice.choice(TEAMS)}へ{code}の件を確かめた。"
    )
    return Moment(when=f"{day}日目 {dice.randint(9, 18)}:{dice.randint(0, 59):02}", who=who, text=text)
