"""A few proposals of an invented office, and the rows that an index of texts has."""

from sqlalchemy import select

from proposals.similar.index.tables import Generation, Posting, Term, Text

PROPOSALS = {
    1: "戶籍謄本改由線上申請\n民眾為了一張謄本要跑兩趟櫃台。\n建置線上申請與超商取件，免再臨櫃。",
    2: "活動中心場地線上預約\n里民借用活動中心要親自填表繳費。\n以網站查詢空檔並線上繳費。",
    3: "公文用印改採電子章\n小額採購每案要蓋七個章。\n一萬元以下改用電子章，流程縮為三關。",
    4: "櫃台增設叫號簡訊通知\n洽公民眾在大廳久候不敢離開。\n號碼將到時以簡訊通知。",
    5: "公園遊具巡檢改用行動表單\n紙本巡檢表常遺失，破損遊具隔月才修。\n以手機拍照回報，自動派工。",
    6: "Shared bicycles for errands\nStaff drive cars to meetings two blocks away.\nBuy six bicycles to book.",
    7: "夏季用電自動調節\n會議室無人時冷氣仍開。\n裝設感測器，無人十分鐘即關閉。",
    8: "新住民多語申辦說明\n新住民看不懂申請書。\n製作越南語、印尼語的填寫範例。",
}


def fill(index, proposals=PROPOSALS):
    for number, said in proposals.items():
        index.put(number, said)


def rows(session, generation=1):
    """All an index has written, apart from its generations' numbers."""
    return {
        "sizes": session.execute(
            select(Generation.texts, Generation.length).where(Generation.number == generation)
        ).all(),
        "terms": sorted(session.execute(select(Term.term, Term.texts).where(Term.generation == generation))),
        "postings": sorted(
            (term, segment, b"".join(sorted(places[n : n + 2] for n in range(0, len(places), 2))))
            for term, segment, places in session.execute(
                select(Posting.term, Posting.segment, Posting.places).where(Posting.generation == generation)
            )
        ),
        "texts": sorted(session.execute(select(Text.text, Text.vector).where(Text.generation == generation))),
    }
