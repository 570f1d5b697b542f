"""Events: what fills which role, what must not fire, what is planned, alleged or denied."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.extraction import extract_facts
from kg.extraction.events import find_events
from kg.model import EntityType, Event, Modality

NAMES: Mapping[str, EntityType] = {
    "Putin": PER, "Kim Jong Un": PER, "Peskov": PER, "Budi Santoso": PER, "Siti Aminah": PER, "Kim": PER,
    "Rusia": COUNTRY, "Ukraina": COUNTRY, "China": COUNTRY, "Korea Utara": COUNTRY,
    "Beijing": LOC, "Moskow": LOC, "Kabupaten Garut": LOC, "Jawa Barat": LOC, "Surabaya": LOC,
    "Jatim": LOC,
    "KPK": ORG, "Pengadilan Negeri Surabaya": ORG, "Polda Jatim": ORG, "Mahkamah Pidana Internasional": ORG,
    "Associated Press": ORG,
}  # fmt: skip


def events(text: str, *, headline: bool = False) -> list[Event]:
    return list(find_events(document(text, NAMES, headline=headline)))


def told(text: str, *, headline: bool = False) -> list[str]:
    """Each event as ``Type role=Name …``, sorted."""
    made = document(text, NAMES, headline=headline)
    return sorted(
        " ".join(
            [event.type]
            + [f"{a.role}={made.entities[a.filler].names[0]}" for a in event.arguments if isinstance(a.filler, int)]
        )
        for event in find_events(made)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Cuaca di Surabaya cerah.",
        "Polisi mengimbau warga.",  # nobody with a name
        "Putin menahan diri.",  # not an arrest
        "Rumah sakit itu berada di Moskow.",
        "Kerja sama berbagai lembaga di Rusia berjalan.",  # nobody takes part who has a name
        "Anggaran bantuan Rusia naik.",  # a kind of budget
        "Direktur Penyidikan KPK tersenyum.",  # a title
        "Putin bicara mengenai pasal itu.",  # a preposition, not "mengenakan"
        "Aksi itu mengguncang Surabaya.",  # no earthquake
        "Putin menahan perih.",
        "Putin bertemu masalah.",
        "Putin memohon maaf.",
        "Putin membayar denda.",  # part of a verdict
        "Putin mengajak Kim.",
        "Ancaman dari Rusia meningkat.",  # no happening
        "Putin menyampaikan sambutan.",  # of no occasion
        "Putin menekankan, jalan itu syarat untuk maju.",
        "Putin membobol gawang lawan.",
        "Putin mencederai nama baik hakim.",
        "Kim mencegah empat orang untuk menyambut Putin.",  # only what somebody wants or hinders
        "Jika KPK menangkap Budi Santoso, sidang dimulai.",
        "Tersangka itu orang Surabaya.",  # nobody is called so
        "Tersangka memukul meja di rumah Budi Santoso.",
        "Putin meninggalkan kesan.",  # no place
        "Putin membantah.",
        "Putin mengajak Kim makan.",  # no appeal
        "Putin melaporkan situasi.",
        "Putin memberi sejumlah saran.",
        "Dukungan dari keluarga Kim besar.",  # a family is not its head
        "Lembaga survei Rusia tersenyum.",  # a kind of thing
    ],
)
def test_nothing_happens(text: str) -> None:
    assert events(text) == []


def test_bare_stem_is_a_verb_in_headlines_only() -> None:
    text = "Putin Sambut Kim Jong Un"
    assert told(text, headline=True) == ["Greeting agent=Putin patient=Kim Jong Un"]
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin menyambut Kim Jong Un.", "Greeting agent=Putin patient=Kim Jong Un"),
        ("Putin disambut Kim Jong Un.", "Greeting agent=Kim Jong Un patient=Putin"),
        ("Putin disambut hangat oleh Kim Jong Un.", "Greeting agent=Kim Jong Un patient=Putin"),
        ("Presiden Rusia Putin menyambut Kim Jong Un.", "Greeting agent=Putin patient=Kim Jong Un"),
        ("Putin mengunjungi Beijing.", "Visit agent=Putin destination=Beijing"),
        ("Putin melakukan kunjungan ke Beijing.", "Visit agent=Putin destination=Beijing"),
        ("Kunjungan Putin ke Beijing berlangsung lancar.", "Visit agent=Putin destination=Beijing"),
        ("Putin bertemu dengan Kim di Moskow.", "Meeting hasPlace=Moskow participant=Putin participant=Kim"),
        ("Putin dan Kim Jong Un bertemu.", "Meeting participant=Putin participant=Kim Jong Un"),
        ("Putin juga menangkap Kim.", "Arrest agent=Putin patient=Kim"),
        ("Perang Rusia-Ukraina memanas.", "Attack participant=Rusia participant=Ukraina"),
        ("Perang Rusia vs Ukraina berlanjut.", "Attack participant=Rusia participant=Ukraina"),
        ("Putin melakukan sejumlah kunjungan ke Beijing.", "Visit agent=Putin destination=Beijing"),
        ("Putin memberikan sejumlah rekomendasi kepada Kim.", "Demand agent=Putin recipient=Kim"),
        ("Putin mengangkat Kim sebagai menteri dan Budi Santoso sebagai ketua.",
         "Appointment agent=Putin patient=Kim patient=Budi Santoso"),
        ("Putin mengumumkan penangkapan Kim.", "Arrest patient=Kim"),
        ("Putin memperkuat posisi lewat peluncuran satelit.", "Launch agent=Putin"),
        ("Putin menghadiri upacara pemakaman.", "Attendance agent=Putin"),
        ("Putin bertemu Kim di kantor KPK.", "Meeting hasPlace=KPK participant=Putin participant=Kim"),
        ("Gempa mengguncang wilayah Surabaya, Jawa Barat.", "Earthquake hasPlace=Surabaya hasPlace=Jawa Barat"),
        ("Putin menyambut Kim, kata Peskov di Moskow.", "Greeting agent=Putin patient=Kim"),  # Peskov is there
        ("Kata Peskov, kabinet akan menyambut Kim.", "Greeting patient=Kim"),
        ("Menteri Imigrasi dan Pemasyarakatan Putin menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("Putin memuji kinerja KPK.", "Praise agent=Putin recipient=KPK"),
        ("Putin memuji warga Rusia.", "Praise agent=Putin"),
        ("KPK menggeledah rumah Budi Santoso.", "Search agent=KPK patient=Budi Santoso"),
        ("Pertemuan Putin dan Kim digelar.", "Meeting participant=Putin participant=Kim"),
        ("Putin dan Kim, seperti dilansir Associated Press, bertemu.", "Meeting participant=Putin participant=Kim"),
        ("Pertemuan antara Putin dan Kim Jong Un digelar.", "Meeting participant=Putin participant=Kim Jong Un"),
        ("Pertemuan antara Putin, Peskov, dan Kim digelar.",
         "Meeting participant=Putin participant=Peskov participant=Kim"),
        ("Pertemuan antara Presiden Rusia Putin dan Menteri Luar Negeri Rusia Peskov digelar.",
         "Meeting participant=Putin participant=Peskov"),
        ("Putin, Peskov, dan Kim bertemu.", "Meeting participant=Putin participant=Peskov participant=Kim"),
        ("KPK menangkap Putin, Peskov, dan Kim.",
         "Arrest agent=KPK patient=Putin patient=Peskov patient=Kim"),
        ("Kim diperiksa oleh KPK, Polda Jatim, dan Mahkamah Pidana Internasional di Surabaya.",
         "Investigation agent=KPK agent=Polda Jatim agent=Mahkamah Pidana Internasional hasPlace=Surabaya patient=Kim"),
        ("Di Moskow, Putin, Peskov, dan Kim bertemu.",  # the place is none of the list
         "Meeting hasPlace=Moskow participant=Putin participant=Peskov participant=Kim"),
        ("Acara diselenggarakan oleh KPK bekerja sama dengan Polda Jatim.",
         "Cooperation participant=KPK participant=Polda Jatim"),
        ("Rusia mengesahkan undang-undang.", "Legislation agent=Rusia"),
        ("KPK menangkap Budi Santoso di Surabaya.", "Arrest agent=KPK hasPlace=Surabaya patient=Budi Santoso"),
        ("Budi Santoso, yang tinggal di Surabaya, ditangkap KPK.", "Arrest agent=KPK patient=Budi Santoso"),
        ("Gempa mengguncang Kabupaten Garut, Jawa Barat.", "Earthquake hasPlace=Kabupaten Garut hasPlace=Jawa Barat"),
        ("Pasukan Rusia menyerang Ukraina.", "Attack agent=Rusia patient=Ukraina"),
        ("KPK yang dipimpin Putin itu menangkap Kim.", "Arrest agent=KPK patient=Kim"),  # not Putin
        ("KPK akan \"menangkap\" Kim.", "Arrest agent=KPK patient=Kim"),  # the marks end no clause
        ("KPK melakukan 12 penangkapan.", "Arrest agent=KPK"),
        ("Hal itu disampaikan Putin saat berpidato di sidang kabinet di Moskow.",
         "Meeting hasPlace=Moskow participant=Putin"),
        ("Duta Besar Rusia untuk China Peskov menyambut Kim.", "Greeting agent=Peskov patient=Kim"),
        ("Ini bukan pertama kalinya Rusia menyerang Ukraina.", "Attack agent=Rusia patient=Ukraina"),
        ("Penggeledahan dilakukan langsung oleh tim dari KPK.", "Search agent=KPK"),
        ("KPK menggeledah rumah Budi Santoso dan Siti Aminah.",
         "Search agent=KPK patient=Budi Santoso patient=Siti Aminah"),
        ("Putin di Surabaya, Jawa Barat menyambut Kim.",
         "Greeting agent=Putin hasPlace=Surabaya hasPlace=Jawa Barat patient=Kim"),  # the place greets nobody
        ("Di Moskow, Rusia menyambut Kim.", "Greeting agent=Rusia hasPlace=Moskow patient=Kim"),
        ("Putin bersama Peskov menyambut Kim.", "Greeting agent=Putin agent=Peskov patient=Kim"),
        ("Putin melarikan diri hingga ke Beijing.", "Travel agent=Putin destination=Beijing"),
        ("Putin mengunjungi pasar di Surabaya.", "Visit agent=Putin destination=Surabaya"),
        ("Hakim menghukum Putin membayar denda.", "Sentence patient=Putin"),  # nothing is paid yet
        ("Dengan ditangkapnya Kim, Putin lega.", "Arrest patient=Kim"),  # not by Putin
        ("Menjelang sidang, menurut KPK, Putin menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("Mengunjungi Beijing, Putin tersenyum.", "Visit agent=Putin destination=Beijing"),
        ("Tiba di Surabaya, Jawa Barat, Putin tersenyum.",
         "Arrival agent=Putin destination=Surabaya destination=Jawa Barat"),
        ("Putin dengan rasa terima kasih menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("Putin 'dengan penuh rasa hormat kepada negara itu' menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("Putin mendapatkan sembako dari Kim.", "Aid agent=Kim recipient=Putin"),
        ("Kunjungan Putin itu diungkapkan oleh Peskov.", "Visit agent=Putin"),  # who tells of it is no visitor
        ("Kata Peskov seusai mengunjungi Beijing, cuaca cerah.", "Visit agent=Peskov destination=Beijing"),
        ("Hal itu disampaikan Putin di sela-sela pertemuan dengan Kim.", "Meeting participant=Putin participant=Kim"),
        ("Warga melihat tersangka Budi Santoso.", "Charge patient=Budi Santoso"),
        ("Sidang digelar karena KPK menangkap Budi Santoso.", "Arrest agent=KPK patient=Budi Santoso"),
        ("Jadi KPK menangkap Budi Santoso.", "Arrest agent=KPK patient=Budi Santoso"),
        ("Ada seorang pria berinisial Budi Santoso yang ditangkap KPK.", "Arrest agent=KPK patient=Budi Santoso"),
        ("Budi Santoso diadili di KPK.", "Trial agent=KPK patient=Budi Santoso"),
        ("KPK menahan dua orang, yakni Budi Santoso dan Siti Aminah.",
         "Arrest agent=KPK patient=Budi Santoso patient=Siti Aminah"),
        ("KPK melakukan penangkapan terhadap dua orang, yaitu Budi Santoso dan Siti Aminah.",
         "Arrest agent=KPK patient=Budi Santoso patient=Siti Aminah"),
        ("Ancaman bom itu diterima KPK.", "Threat recipient=KPK"),
        ("Teror bom KPK diselidiki.", "Threat recipient=KPK"),
        ("KPK mendorong agar hakim bersikap adil.", "Demand agent=KPK"),
        ("Putin melaporkan Kim.", "Accusation agent=Putin patient=Kim"),
        ("Ancaman itu diterima oleh KPK. Ancaman bom itu diterima oleh KPK.", "Threat recipient=KPK"),
        ("Warga Surabaya, Jawa Barat, ditangkap KPK.", "Arrest agent=KPK"),  # nobody arrests a province
        ("Putin memuji langkah tegas KPK.", "Praise agent=Putin recipient=KPK"),
        ("Rusia melancarkan serangan udara di Ukraina.", "Attack agent=Rusia hasPlace=Ukraina patient=Ukraina"),
        ("Putin mengapresiasi keputusan Kim.", "Praise agent=Putin recipient=Kim"),
        ("Putin menyampaikan dukungan terhadap sikap Kim.", "Support agent=Putin recipient=Kim"),
        ("Putin meninggalkan Moskow.", "Departure agent=Putin origin=Moskow"),
        ("Putin membantah klaim Kim.", "Rejection agent=Putin recipient=Kim"),
        ("Putin mengajak seluruh warga untuk tenang.", "Demand agent=Putin"),
        ("Bom meledak. Lima orang tewas di Surabaya, Jawa Barat.", "Death hasPlace=Surabaya hasPlace=Jawa Barat"),
    ],
)  # fmt: skip
def test_slots_fill_roles(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kinerja Putin menyambut Kim.", "Greeting patient=Kim"),
        ("Musisi Putin menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("Mobil itu, kata Putin, menabrak Kim.", "Accident patient=Kim"),
    ],
)
def test_what_is_somebodys_is_not_somebody(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KPK menangkap Kim lewat penggeledahan itu.", "Search agent=KPK"),  # not Kim
        ("Penggeledahan KPK berlangsung lama.", "Search agent=KPK"),  # it is not searched
        ("Kim hadir dalam pemeriksaan penyidik KPK.", "Investigation agent=KPK"),
        ("Penggeledahan rumah Putin berlangsung lama.", "Search patient=Putin"),
    ],
)
def test_who_enforces_the_law_is_not_whom_it_befalls(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim tiba di Moskow, Rusia, dan Putin menyambut Peskov.",
         "Greeting agent=Putin hasPlace=Moskow hasPlace=Rusia patient=Peskov"),
        ("Putin disambut oleh Kim, Menteri Olahraga dan Pemuda Rusia, di Moskow.",
         "Greeting agent=Kim hasPlace=Moskow patient=Putin"),
        ("KPK menangkap Budi Santoso, dan Putin tersenyum.", "Arrest agent=KPK patient=Budi Santoso"),
        ("Dalam pertemuan itu, Putin menyambut Kim.", "Greeting agent=Putin patient=Kim"),
        ("KPK menangkap Putin, Kim, dan Peskov.", "Arrest agent=KPK patient=Putin patient=Kim patient=Peskov"),
        ("Rusia, KPK, dan China menangkap Kim.", "Arrest agent=Rusia agent=KPK agent=China patient=Kim"),
        ("Rusia, KPK, China, dan Ukraina menangkap Kim.",
         "Arrest agent=Rusia agent=KPK agent=China agent=Ukraina patient=Kim"),
        ("Putin ditangkap oleh KPK, China, dan Rusia.", "Arrest agent=KPK agent=China agent=Rusia patient=Putin"),
        ("Putin ditangkap oleh KPK, China dan Rusia.", "Arrest agent=KPK agent=China agent=Rusia patient=Putin"),
        ("Bantuan diberikan oleh Rusia, Ukraina, dan China kepada Kim.",
         "Aid agent=Rusia agent=Ukraina agent=China recipient=Kim"),
        ("Putin bertemu dengan Kim, sejumlah menteri, serta Peskov di Moskow.",
         "Meeting hasPlace=Moskow participant=Putin participant=Kim participant=Peskov"),
        ("KPK menangkap tiga orang, yakni Putin, Kim, dan Peskov.",
         "Arrest agent=KPK patient=Putin patient=Kim patient=Peskov"),
        ("Pertemuan antara Putin, Kim, dan Peskov digelar.",
         "Meeting participant=Putin participant=Kim participant=Peskov"),
        ("Pertemuan Putin, Kim, dan Peskov digelar.", "Meeting participant=Putin participant=Kim participant=Peskov"),
    ],
)  # fmt: skip
def test_a_list_has_commas_and_one_coordinator(text: str, expected: str) -> None:
    assert expected in told(text)


def test_a_war_is_not_one_of_its_attacks() -> None:
    assert told("Perang Rusia-Ukraina memanas.\nRusia menyerang Ukraina.") == [
        "Attack agent=Rusia patient=Ukraina",
        "Attack participant=Rusia participant=Ukraina",
    ]


def test_a_result_befalls_the_object() -> None:
    assert told("Putin menganiaya Kim hingga tewas.") == ["Attack agent=Putin patient=Kim", "Death patient=Kim"]


def test_who_speaks_in_a_headline_is_not_part_of_what_is_said() -> None:
    assert told("Putin Sebut Kasus Keracunan", headline=True) == []


def test_headline_that_begins_with_the_verb() -> None:
    assert told("Kunjungi Beijing, Putin Bawa Hadiah", headline=True) == ["Visit agent=Putin destination=Beijing"]


def test_who_gives_is_not_given_to_by_another_mention_of_it() -> None:
    text = "Putin memberi Kim senapan pada Rabu (13/9). Putin juga menerima senapan pada Rabu (13/9)."
    assert not [line for line in told(text) if "agent=Putin" in line and "recipient=Putin" in line]
    assert len([line for line in told(text) if line.startswith("Giving")]) == 2


def test_two_tolls_are_two_happenings_where_the_last_thing_struck() -> None:
    text = "Rusia menyerang Surabaya.\nSebanyak 30 orang tewas.\nSekitar 11 orang tewas saat mengantre."
    assert told(text) == [
        "Attack agent=Rusia hasPlace=Surabaya",
        "Death hasPlace=Surabaya",
        "Death hasPlace=Surabaya",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin menyerang Kim.\nSebanyak 30 orang tewas dalam serangan Putin.", ["Attack agent=Putin patient=Kim"]),
        ("Serangan Rusia di Surabaya menewaskan 30 orang.",
         ["Attack agent=Rusia hasPlace=Surabaya", "Death agent=Rusia hasPlace=Surabaya"]),
        ("Perang Rusia-Ukraina pecah di Rusia.\nSebanyak 30 orang tewas dalam serangan Rusia.",
         ["Attack agent=Rusia", "Attack hasPlace=Rusia participant=Rusia participant=Ukraina",
          "Death hasPlace=Ukraina"]),
    ],
)  # fmt: skip
def test_a_toll_is_of_the_side_that_is_struck(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KPK melakukan penangkapan.\nBudi Santoso ditangkap.", ["Arrest agent=KPK patient=Budi Santoso"]),
        ("Putin memuji karya itu.\nKim dipuji.", ["Praise agent=Putin", "Praise recipient=Kim"]),  # no case
        ("Putin menangkap seorang pria.\nKPK menangkap seorang pria.", ["Arrest agent=KPK", "Arrest agent=Putin"]),
        (
            "Hakim menghukum Kim dan Putin.\nHakim menghukum Budi Santoso membayar denda.",
            ["Sentence patient=Budi Santoso", "Sentence patient=Kim patient=Putin"],
        ),
        ("Kim divonis 16 tahun penjara.\nHakim menghukum Kim membayar denda.", ["Sentence patient=Kim"]),
    ],
)
def test_in_a_case_one_mention_says_who_and_another_to_whom(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ('"Saya menangkap Kim," kata Juru Bicara KPK Budi Santoso.', "Budi Santoso"),
        ('"Kami menangkap Kim," kata Juru Bicara KPK Budi Santoso.', "KPK"),
        ('"Kami menangkap Kim," kata Budi Santoso.', "Budi Santoso"),  # speaks for nobody that is named
        ("Juru Bicara KPK Budi Santoso mengatakan bahwa pihaknya menangkap Kim.", "KPK"),
        ('"Kami menangkap Kim," kata Bupati Surabaya Budi Santoso.', "Budi Santoso"),  # a place does not act
        ('Pihak Polda Jatim datang. "Kami menangkap Kim," kata Kapolda Jatim Budi Santoso.', "Polda Jatim"),
    ],
)
def test_kami_is_whom_the_speaker_speaks_for(text: str, agent: str) -> None:
    made = document(text, NAMES)
    (arrest,) = [event for event in extract_facts(made).events if event.type == "Arrest"]
    agents = [made.entities[a.filler].names[0] for a in arrest.arguments if a.role == "agent"]  # type: ignore[index]
    assert agents == [agent]


def test_a_noun_before_the_subject_of_a_headline_is_skipped() -> None:
    assert told("Alasan Putin Sambut Kim", headline=True) == ["Greeting agent=Putin patient=Kim"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yang dia tangkap Kim," kata Putin.', []),
        ('"Sudah kami tangkap Kim," kata Putin.', ["Arrest agent=Putin patient=Kim"]),
        ('"Saya minta Kim pulang," kata Putin.', ["Demand agent=Putin recipient=Kim"]),
    ],
)
def test_a_verb_is_bare_after_the_first_person(text: str, expected: list[str]) -> None:
    made = document(text, NAMES)
    told = [
        " ".join([event.type, *(f"{a.role}={made.entities[a.filler].names[0]}" for a in event.arguments
                                if isinstance(a.filler, int))])
        for event in extract_facts(made).events
    ]  # fmt: skip
    assert told == expected


def test_what_is_launched_may_be_a_name_or_words() -> None:
    text = "Putin meluncurkan Polda Jatim.\nPutin meluncurkan paket reformasi hukum."
    assert told(text) == ["Launch agent=Putin", "Launch agent=Putin theme=Polda Jatim"]


def test_the_suspects_of_a_case_are_charged_together() -> None:
    text = "KPK menetapkan Budi Santoso sebagai tersangka. Warga melihat tersangka Siti Aminah tersenyum."
    assert told(text) == ["Charge agent=KPK patient=Budi Santoso patient=Siti Aminah"]


def test_citizens_are_not_their_country() -> None:
    assert told("Warga Rusia menyambut Kim Jong Un.") == ["Greeting patient=Kim Jong Un"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Putin mengunjungi Beijing.", Modality.ASSERTED),
        ("Putin akan mengunjungi Beijing.", Modality.PLANNED),
        ("Rencana kunjungan Putin ke Beijing dibahas.", Modality.PLANNED),
        ("Putin batal mengunjungi Beijing.", Modality.DENIED),
        ("Putin tidak mengunjungi Beijing.", Modality.DENIED),
        ("Putin dikabarkan mengunjungi Beijing.", Modality.ALLEGED),
        ("Kim mengundang Putin untuk mengunjungi Beijing.", Modality.PLANNED),
        ("Kim meminta Putin mengunjungi Beijing.", Modality.PLANNED),
        ("Kim berharap agar Putin mengunjungi Beijing.", Modality.PLANNED),
        ("Jika Putin mengunjungi Beijing, harga turun.", Modality.PLANNED),
        ("Apakah Putin mengunjungi Beijing?", Modality.ALLEGED),
        ("Kapan Putin mengunjungi Beijing?", Modality.ASSERTED),
        ("Putin tidak hanya mengunjungi Beijing.", Modality.ASSERTED),
        ("Putin dapat mengunjungi Beijing.", Modality.PLANNED),
        ("Putin mengancam mengunjungi Beijing.", Modality.PLANNED),
        ("Putin menolak mengunjungi Beijing.", Modality.DENIED),
        ("Putin memimpin kunjungan ke Beijing.", Modality.ASSERTED),
        ("Putin akhirnya dapat mengunjungi Beijing.", Modality.ASSERTED),
        ("Putin didakwa melakukan kunjungan ke Beijing.", Modality.ALLEGED),
        ("Putin, yang akan pensiun dan sakit, mengunjungi Beijing.", Modality.ASSERTED),
        ("Putin akan tidur dan KPK mengunjungi Beijing.", Modality.ASSERTED),  # a subject of its own
        ("Putin akan berdoa dan mengunjungi Beijing.", Modality.PLANNED),
        ("Kim meminta Putin berdoa lalu mengunjungi Beijing.", Modality.PLANNED),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    visits = [event for event in events(text) if event.type == "Visit"]
    assert [event.modality for event in visits] == [modality]


def test_what_lies_after_the_article_is_planned() -> None:
    (event,) = events("Upacara Rusia digelar di Moskow pada 22 Juni 2025.")
    assert (event.type, event.modality, event.begin) == ("Ceremony", Modality.PLANNED, "2025-06-22")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Pertemuan Putin dan Kim tidak menghasilkan kesepakatan.", Modality.ASSERTED),  # they met
        ("Pertemuan Putin dan Kim tidak butuh mediasi.", Modality.ASSERTED),
        ("Pertemuan Putin dan Kim tidak digelar.", Modality.DENIED),
        ("Pertemuan Putin dan Kim batal.", Modality.DENIED),
    ],
)
def test_a_denial_after_a_noun(text: str, modality: Modality) -> None:
    assert [event.modality for event in events(text) if event.type == "Meeting"] == [modality]


def test_a_happening_between_subject_and_verb_is_no_subject() -> None:
    assert "Greeting agent=Putin patient=Kim" in told("Putin dalam pertemuan itu menyambut Kim.")


def test_an_invitation_leads_to_where_its_guest_shall_go() -> None:
    assert told("Putin mengundang Kim.\nKim mengunjungi China.") == [
        "Invitation agent=Putin recipient=Kim",
        "Visit agent=Kim destination=China",
    ]
    once = "Invitation agent=Putin destination=Moskow recipient=Kim"
    assert once in told("Putin mengundang Kim untuk mengunjungi Moskow.\nPutin mengundang Kim agar pelesir ke Moskow.")
    assert "Acceptance agent=Kim recipient=Putin" in told("Kim menerima undangan Putin untuk mengunjungi Moskow.")


def test_who_is_invited_is_who_shall_visit() -> None:
    assert "Visit agent=Putin destination=Beijing" in told("Kim mengundang Putin untuk mengunjungi Beijing.")


def test_mentions_of_one_happening_are_one_event_with_all_passages() -> None:
    text = "Putin bertemu Kim Jong Un pada Rabu (11/6).\nPertemuan itu berlangsung dua jam."
    (meeting,) = events(text)
    assert meeting.begin == "2025-06-11"
    assert len(meeting.passages) == 2


def days(text: str) -> list[str]:
    """Each event as ``Type day``, sorted, with what is said in the article known."""
    return sorted(f"{event.type} {event.begin or '-'}" for event in extract_facts(document(text, NAMES)).events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peskov mengatakan pada Rabu (11/6) bahwa Putin mengunjungi Beijing.", ["Visit -"]),  # he said so then
        ('"Putin mengunjungi Beijing," kata Peskov, dalam laporan yang terbit Rabu (11/6).', ["Visit -"]),
        ("Putin mengunjungi Beijing.\nKim mengunjungi Moskow pada Rabu (11/6).", ["Visit -", "Visit 2025-06-11"]),
        ("Pada Rabu (11/6), Putin mengunjungi Beijing dan menyambut Kim.", ["Greeting 2025-06-11", "Visit 2025-06-11"]),
        ("Putin mengunjungi gedung yang megah itu di Beijing sejak Rabu (11/6).", ["Visit 2025-06-11"]),
        ("Putin bertemu Kim pada Rabu (11/6).\nPutin menghadiahi Kim sebuah mobil.",
         ["Giving 2025-06-11", "Meeting 2025-06-11"]),
        ("Putin bertemu Kim pada Rabu (11/6).\nPutin menghadiahi Peskov sebuah mobil.",
         ["Giving -", "Meeting 2025-06-11"]),
        ("Putin bertemu Kim selama dua jam di Moskow, Rabu (11/6).", ["Meeting 2025-06-11"]),
        ("Rusia menyerang Surabaya pada Rabu (11/6).\nSebanyak 30 orang tewas.",
         ["Attack 2025-06-11", "Death 2025-06-11"]),
        ("Kim, tersangka suap tahun 2012-2022, ditangkap KPK.", ["Arrest -"]),  # when the bribes were
        ("Kim ditangkap terkait penyelewengan pada 2012.", ["Arrest -"]),
        ("Rusia mengumumkan pembatasan pada Rabu (11/6).", ["Announcement 2025-06-11"]),
        ("Putin menyoroti polemik tahun ajaran 2025.", ["Criticism -"]),  # the year is the polemic's
        ("Putin melaporkan Kim ke polisi pada Rabu (11/6).", ["Accusation 2025-06-11"]),
        ("Kemudian pada Rabu (11/6) KPK melakukan penangkapan Kim.", ["Arrest 2025-06-11"]),
        ("Putin bertemu Kim dalam Rapat Juni 2025 di Moskow, Rabu (11/6).", ["Meeting 2025-06-11"]),
        ("Putin bertemu Kim pada 2024 dan menangkap Peskov, Rabu (11/6).", ["Arrest 2025-06-11", "Meeting 2024"]),
        ("Putin bertemu Kim dalam peresmian dan pertemuan di Moskow, Rabu (11/6).", ["Meeting 2025-06-11"]),
        ('Kim divonis tiga tahun penjara di Pengadilan Negeri Surabaya.\n"Menjatuhkan pidana penjara," '
         "kata Ketua Majelis Hakim Budi Santoso, Rabu (11/6).", ["Sentence 2025-06-11"]),
        ('Kim belum pernah dihukum di Pengadilan Negeri Surabaya.\n"Itu meringankan," '
         "kata Ketua Majelis Hakim Budi Santoso, Rabu (11/6).", ["Sentence -"]),
        ('Kim divonis tiga tahun penjara di Surabaya.\n"Kami kecewa," kata Siti Aminah, Rabu (11/6).', ["Sentence -"]),
        ("Putin meminta Kim untuk pulang pada 2027.", ["Demand -"]),  # that is asked before
        ("Putin menghadiri pesta ulang tahun pada Rabu (11/6).", ["Attendance 2025-06-11"]),
        ("Serangan Rusia di Surabaya pada 2012.", ["Attack 2012"]),
        ("Kim ditangkap pada 2012.", ["Arrest 2012"]),
        ("Pada 2012, Kim ditangkap.", ["Arrest 2012"]),
        ("Putin meminta Kim pulang.\nPeskov tiba pada Rabu (11/6).", ["Arrival 2025-06-11", "Demand -"]),
        ('Putin meminta Kim pulang.\n"Pulanglah," kata Putin, Rabu (11/6).', ["Demand 2025-06-11"]),
        ('KPK meminta Kim pulang.\n"Pulanglah," kata Juru Bicara KPK Budi Santoso, Rabu (11/6).',
         ["Demand 2025-06-11"]),
    ],
)  # fmt: skip
def test_an_event_has_the_day_that_is_said_of_it(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_two_visits_to_two_places_stay_two() -> None:
    assert told("Putin mengunjungi Beijing.\nKim mengunjungi Moskow.") == [
        "Visit agent=Kim destination=Moskow",
        "Visit agent=Putin destination=Beijing",
    ]


def test_one_visitor_of_two_countries_makes_two_visits() -> None:
    assert told("Putin mengunjungi China.\nPutin lalu mengunjungi Beijing.\nPutin mengunjungi Korea Utara.") == [
        "Visit agent=Putin destination=China destination=Beijing",
        "Visit agent=Putin destination=Korea Utara",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin memberi Kim kuda.\nPutin memberi Kim senapan.", ["kuda", "senapan"]),
        ("Putin memberi Kim hadiah.\nPutin memberi Kim senapan Rusia.", ["senapan Rusia"]),
        ("Putin memberi Kim sebuah senapan.\nPutin memberi hadiah kepada Kim.", ["sebuah senapan"]),
    ],
)
def test_a_gift_is_told_once_and_by_what_it_is(text: str, expected: list[str]) -> None:
    assert [str(a.filler) for event in events(text) for a in event.arguments if a.role == "theme"] == expected


def test_passages_are_characters_of_the_article() -> None:
    text = "Kemarin ramai. Putin mengunjungi Beijing, kata Peskov."
    (visit,) = events(text)
    assert [text[span.start : span.end] for span in visit.passages] == ["Putin mengunjungi Beijing"]
