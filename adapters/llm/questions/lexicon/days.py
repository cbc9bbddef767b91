"""Days: the dates on which things happened, by every name that a column or a person gives them."""

from collections.abc import Iterator

_EVENTS: tuple[str, ...] = (
    "creation | created added | erstellungs anlage erstell | erstellt angelegt | created_at",
    (
        "entry | entered recorded | erfassungs eingabe eintrags erfass | erfasst eingetragen eingegeben | created_at "
        "recorded_at"
    ),
    "order | ordered | bestell auftrags best | bestellt beauftragt | order_time ord_date auftragseingang",
    "shipping ship shipment dispatch | shipped dispatched | versand | versandt versendet verschickt |",
    "sending | sent | versand sende | gesendet versendet verschickt geschickt abgeschickt rausgeschickt |",
    (
        "delivery | delivered | liefer zustell lief anliefer | geliefert ausgeliefert zugestellt angeliefert | "
        "liefertermin del_date"
    ),
    (
        "return | returned | rueckgabe ruecksende retouren | zurueckgegeben retourniert zurueckgekommen "
        "zurueckgebracht | ruecklieferdatum"
    ),
    "cancellation cancel | cancelled canceled | storno stornierungs | storniert abgesagt annulliert |",
    (
        "payment | paid | zahlungs zahl | bezahlt gezahlt beglichen ueberwiesen | zahlungseingang_am zahltag "
        "payment_received pay_date"
    ),
    "signing signature | signed | unterschrifts unterzeichnungs | unterschrieben unterzeichnet | vertrag_vom",
    (
        "termination notice | terminated | kuendigungs beendigungs kuend | gekuendigt beendet | "
        "gekuendigt_zum notice_given kuendigung_zum kuendigung_am"
    ),
    (
        "publication publishing | published | erscheinungs veroeffentlichungs publikations ersch | "
        "veroeffentlicht erschienen publiziert | erscheinungstermin came_out"
    ),
    "release | released | ersch | herausgekommen erschienen | erscheinungstermin kinostart",
    "opening | opened | eroeffnungs oeffnungs | eroeffnet geoeffnet |",
    "closing closure | closed | schliessungs abschluss | geschlossen abgeschlossen |",
    (
        "hire hiring joining employment_start | hired | einstellungs eintritts eintr einst | eingestellt eingetreten "
        "angestellt | "
        "beschaeftigt_seit angestellt_seit dienstantritt eintritt start_of_employment date_of_employment "
        "im_unternehmen_seit employed_since"
    ),
    (
        "leaving exit | left | austritts austr | ausgeschieden ausgetreten | austritt date_of_exit ausscheidedatum "
        "last_working_day"
    ),
    (
        "registration signup sign_up | registered signed_up | anmelde registrierungs anmeldungs | angemeldet "
        "registriert | "
        "angemeldet_seit anmeldung_am"
    ),
    "deregistration unsubscription | deregistered unsubscribed | abmelde | abgemeldet |",
    (
        "update change modification | updated changed modified last_updated last_changed last_modified | aenderungs "
        "aktualisierungs | "
        "geaendert aktualisiert | last_change last_update letzte_aenderung zuletzt_geaendert zuletzt_aktualisiert "
        "letzte_aktualisierung"
    ),
    "deletion | deleted | loesch | geloescht |",
    (
        "completion finish | completed finished done | abschluss fertigstellungs erledigungs | "
        "fertiggestellt abgeschlossen erledigt beendet fertig | fertigstellung"
    ),
    "resolution solution | resolved solved | loesungs erledigungs | geloest behoben erledigt | ",
    "approval | approved | genehmigungs freigabe bewilligungs | genehmigt freigegeben bewilligt |",
    "rejection | rejected declined | ablehnungs | abgelehnt |",
    "submission filing | submitted filed | einreichungs abgabe einreiche | eingereicht abgegeben | ",
    (
        "receipt arrival | received | eingangs empfangs wareneingangs | eingegangen erhalten empfangen | "
        "wareneingang_am goods_received"
    ),
    (
        "invoice billing | invoiced billed | rechnungs fakturierungs | fakturiert | "
        "re_datum rg_datum re_dat rg_dat inv_date bill_date rechnung_vom datum_rechnung"
    ),
    "sale selling | sold | verkaufs verk | verkauft | vk_datum",
    (
        "purchase buying acquisition | purchased bought acquired | kauf anschaffungs einkaufs | "
        "gekauft angeschafft eingekauft erworben | ek_datum"
    ),
    "booking reservation | booked reserved | buchungs reservierungs | gebucht reserviert |",
    "posting transaction | posted | transaktions | gebucht | tx_date txn_date valuta",
    "pickup collection | picked_up collected | abhol | abgeholt | abholtermin abholung",
    "installation | installed fitted | installations einbau montage | installiert eingebaut montiert aufgestellt |",
    (
        "commissioning | commissioned | inbetriebnahme | | in_betrieb_seit in_operation_since inbetriebnahme "
        "commissioned in_service_since put_into_service"
    ),
    (
        "reminder dunning | reminded | mahn erinnerungs mahnungs | gemahnt erinnert | reminder_sent mahnung_am "
        "reminder_sent_at reminder_sent_on"
    ),
    "report reporting | reported | melde meldungs | gemeldet | meldung_am notification_date",
    "assignment | assigned | zuweisungs zuteilungs | zugewiesen zugeteilt |",
    "confirmation | confirmed | bestaetigungs | bestaetigt |",
    (
        "loan lending borrowing checkout | borrowed lent loaned checked_out | ausleih leih entleih verleih | "
        "ausgeliehen entliehen verliehen geliehen | ausleihe_am"
    ),
    "donation | donated | spenden | gespendet |",
    "treatment | treated | behandlungs | behandelt | behandlungstermin",
    "discharge | discharged | entlassungs | entlassen | entlassung",
    "admission | admitted | aufnahme einlieferungs | aufgenommen eingeliefert | ",
    "visit | visited | besuchs | besucht |",
    "inspection check | inspected checked | pruef inspektions pruefungs kontroll | geprueft kontrolliert | prueftermin",
    "exam test examination | examined tested | pruefungs klausur test | geprueft | pruefungstermin klausurtermin",
    "service maintenance servicing | serviced maintained | wartungs | gewartet | wartungstermin servicetermin",
    "repair | repaired fixed | reparatur | repariert instandgesetzt | reparaturtermin",
    "application | applied | bewerbungs antrags | beworben beantragt | bewerbungseingang",
    "interview | interviewed | interview gespraechs | | gespraechstermin",
    "founding foundation establishment | founded established | gruendungs | gegruendet | gruendung",
    "birth | born | geburts geb | geboren | dob birthday gebdat gebdatum",
    "death | died deceased | todes sterbe | gestorben verstorben |",
    "vaccination | vaccinated | impf impfungs | geimpft | impftermin",
    "departure | departed | abreise abfahrts abflug | abgereist abgefahren abgeflogen |",
    "move_in | moved_in | einzugs | eingezogen | einzug moving_in_date",
    "move_out | moved_out | auszugs | ausgezogen | auszug moving_out_date",
    "quote quotation offer proposal | quoted offered | angebots | angeboten | angebot_vom",
    "acceptance | accepted | annahme abnahme | angenommen abgenommen |",
    (
        "production manufacturing manufacture | produced manufactured | produktions herstellungs fertigungs | "
        "produziert hergestellt gefertigt |"
    ),
    "harvest | harvested picked | ernte lese | geerntet gelesen |",
    "measurement | measured | mess | gemessen |",
    "transfer | transferred | ueberweisungs | ueberwiesen | ",
    (
        "performance show screening | performed shown screened | auffuehrungs vorstellungs | aufgefuehrt gespielt | "
        "vorstellungstermin"
    ),
    "training course | trained | schulungs kurs trainings | geschult |",
    "incident accident damage | | schadens schaden unfall vorfall | | date_of_loss loss_date schadentag",
    "adoption | adopted | vermittlungs adoptions | vermittelt adoptiert |",
    "issue | issued | ausstellungs ausgabe | ausgestellt ausgegeben |",
    (
        "expiry expiration | expired expires | ablauf verfalls | abgelaufen | valid_until valid_till valid_to "
        "valid_thru gueltig_bis exp_date laeuft_ab_am"
    ),
    "loading | loaded | lade verlade | geladen verladen |",
    "planting | planted | pflanz | gepflanzt |",
    "graduation | graduated | | absolviert |",
    "enrolment enrollment | enrolled | einschreibungs immatrikulations einschreibe | eingeschrieben immatrikuliert |",
    "contact | contacted | kontakt | kontaktiert |",
    "election | elected | wahl | gewaehlt |",
)
"""Each event: English nouns, English participles, beginnings of German compounds, German participles, other names."""

_PLAIN: tuple[str, ...] = (
    (
        "deadline due_date faellig_am faelligkeitsdatum abgabefrist abgabetermin zahlbar_bis payable_by payment_due "
        "cut_off_date"
    ),
    "due_date faellig_am faelligkeit faelligkeitsdatum zahlbar_bis payable_by payment_due pay_by zahlungsfrist due_on",
    "valid_from gueltig_ab gueltig_von effective_from effective_date wirksam_ab in_force_from gueltigkeitsbeginn",
    (
        "expected_delivery planned_delivery voraussichtliches_lieferdatum geplante_lieferung erwartete_lieferung "
        "wunschtermin "
        "expected_delivery_date planned_delivery_date delivery_due voraussichtliche_lieferung promised_date "
        "zugesagter_termin "
        "liefertermin requested_date wunschlieferdatum"
    ),
    (
        "last_contact last_contacted last_contact_date letzter_kontakt zuletzt_kontaktiert letzter_kontakt_am "
        "last_contact_at last_contacted_at"
    ),
    (
        "last_login last_logged_in last_signed_in zuletzt_angemeldet zuletzt_eingeloggt zuletzt_online letzter_login "
        "last_login_at"
    ),
    "last_visit last_visited last_visit_date letzter_besuch zuletzt_besucht zuletzt_da last_seen last_visit_at",
    (
        "next_service next_maintenance next_servicing service_due maintenance_due naechste_wartung naechster_service "
        "wartung_faellig "
        "naechster_servicetermin next_service_date next_maintenance_date"
    ),
    (
        "last_service last_maintenance last_serviced last_servicing letzte_wartung letzter_service zuletzt_gewartet "
        "last_service_date last_maintenance_date"
    ),
    (
        "next_inspection inspection_due naechste_pruefung naechste_inspektion pruefung_faellig next_check "
        "next_inspection_date "
        "naechster_prueftermin"
    ),
    (
        "last_inspection last_inspected letzte_pruefung letzte_inspektion zuletzt_geprueft last_check last_checked "
        "last_inspection_date"
    ),
    (
        "next_inspection tuev_bis tuev_faellig tuev_ablauf hu_faellig hu_bis mot_due naechster_tuev next_tuev "
        "tuev_datum tuev"
    ),
    (
        "next_appointment naechster_termin folgetermin follow_up_date next_appointment_date wiedervorlage follow_up "
        "wiedervorlage_am"
    ),
    (
        "last_purchase last_order last_order_date last_bought letzter_einkauf letzter_kauf letzte_bestellung "
        "zuletzt_gekauft "
        "zuletzt_bestellt last_purchase_date"
    ),
    "last_payment last_paid letzte_zahlung zuletzt_bezahlt last_payment_date",
    "best_before mhd haltbar_bis mindesthaltbarkeit use_by sell_by_date sell_by use_by_date expiry_date ablaufdatum",
    (
        "publication_year year_of_publication release_year erscheinungsjahr ersch_jahr veroeffentlichungsjahr "
        "year_published pub_year"
    ),
    "release_year year_of_release year_released ersch_jahr veroeffentlichungsjahr produktionsjahr",
    (
        "contract_start start_of_contract contract_start_date vertragsbeginn vertragsstart beginn_vertrag vertrag_ab "
        "vertr_beginn"
    ),
    (
        "contract_end end_of_contract contract_end_date contract_expiry vertragsende ende_vertrag vertrag_bis "
        "vertr_ende laufzeitende "
        "end_of_term auslaufdatum vertragsablauf"
    ),
    (
        "warranty_end warranty_until warranty_expires warranty_expiry garantie_bis garantieende end_of_warranty "
        "warranty_ends"
    ),
    (
        "membership_start member_since mitglied_seit member_from join_date beitritt beitrittsdatum joined_on "
        "eingetreten_am"
    ),
    "customer_since kunde_seit client_since customer_from kundin_seit",
    "rental_start mietbeginn mietanfang lease_start start_of_lease start_of_rental",
    "rental_end mietende lease_end end_of_lease end_of_rental",
    "start_date starts_on begins_on beginnt_am startet_am gestartet_am started_on date_of_start beginn_am beginndatum",
    "end_date ends_on endet_am ending_date ended_on ende_am date_of_end finish_date",
    "from_date von_datum start_date startdatum date_from datum_von beginn_datum",
    "to_date bis_datum end_date enddatum date_to datum_bis ende_datum",
    "appointment_date termindatum date_of_appointment termin_am",
    "reading_date abgelesen_am ablesedatum date_of_reading ablesung_am zaehlerstand_vom",
    "check_in_date anreise anreisedatum arrival_date anreisetag anreise_am checkin_date ankunftsdatum",
    "check_out_date abreise abreisedatum departure_date abreisetag abreise_am checkout_date",
    "last_day letzter_tag letzter_arbeitstag last_working_day",
)


def _names(event: str) -> Iterator[str]:
    """Give what the date of one event is called."""
    nouns, done, stems, participles, others = (part.split() for part in event.split("|"))
    for noun in nouns:
        yield from (f"{noun}_date", f"date_of_{noun}", f"date_of_the_{noun}", f"{noun}_day")
    for one in done:
        yield from (f"{one}_on", f"{one}_at", f"{one}_date", f"date_{one}")
    for stem in stems:
        bare = stem.removesuffix("ungs") + "ung" if stem.endswith("ungs") else stem
        yield from (f"{stem}datum", f"{stem}tag", f"{bare}_datum", f"{bare}_dat", f"{bare}_am")
    yield from (f"{one}_am" for one in participles)
    yield from others


GROUPS: tuple[str, ...] = (*(" ".join(dict.fromkeys(_names(event))) for event in _EVENTS), *_PLAIN)
