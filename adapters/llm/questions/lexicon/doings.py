"""Doings: verbs of several words and further forms, and the day on which what they say was done."""

DOINGS: tuple[tuple[str, str], ...] = (
    ("order reorder reordered ordern geordert orderte nachbestellt nachbestellen beauftragte", "order order_date"),
    (
        (
            "send versandte verschickte verschickten schickte schickten rausgeschickt rausgegangen abgeschickt "
            "gesendet sendet sandte gesandt dispatched went_out go_out goes_out gone_out going_out sent_out "
            "sends_out send_out shipped_out ging_raus gingen_raus gehen_raus geht_raus raus schickten_raus "
            "rausgehen sent_off"
        ),
        "shipping_date sent_on delivery shipment",
    ),
    ("anliefern angeliefert angelieferte ankommt angekommene", "delivery_date delivery arrival"),
    (
        (
            "came_in come_in comes_in coming_in kam_rein kamen_rein kommen_rein reingekommen ging_ein gingen_ein "
            "gehen_ein eingehen eingeht eingegangen"
        ),
        "date_received received_on order_date created",
    ),
    ("brought_in bring_in brings_in bringing_in", "revenue income"),
    (
        (
            "came_back come_back comes_back coming_back sent_back brought_back gave_back given_back give_back "
            "took_back kam_zurueck kamen_zurueck kommt_zurueck kommen_zurueck zurueckgekommen zurueckkommen "
            "zurueckgegangen ging_zurueck gingen_zurueck gaben_zurueck schickte_zurueck schickten_zurueck zurueck "
            "zurueckbringen zurueckgab retournierte brachte_zurueck brachten_zurueck gehen_zurueck geht_zurueck"
        ),
        "return return_date returned_at",
    ),
    (
        (
            "called_off call_off sagte_ab sagten_ab stornierten storniere gecancelt cancelt annulliert widerrufen "
            "abgeblasen cancelled canceled storniert stornierte abgesagt cancel"
        ),
        "cancellation cancellation_date status",
    ),
    ("bezahlten zahlten beglich ueberwies ueberwiesen paid_off", "payment paid payment_date"),
    ("paid_back pay_back zahlte_zurueck zahlten_zurueck", "repayment refund"),
    (
        (
            "quit quits resign resigned resigns kuendigten terminated terminate terminates handed_in_notice gekuendigt "
            "kuendigt kuendigte hoerte_auf hoerten_auf aufgehoert schied_aus schieden_aus trat_aus traten_aus "
            "dropped_out drop_out"
        ),
        "termination_date left_on contract_end",
    ),
    ("unterzeichnete unterzeichnet unterschrieben unterschrieb signed", "signing_date date_signed contract_start"),
    ("schloss_ab schlossen_ab", "signing_date completion_date contract_start"),
    (
        (
            "came_out comes_out come_out coming_out rausgekommen rauskommen kam_raus kamen_raus kommt_raus kommen_raus "
            "kam_heraus kamen_heraus herausgekommen rausgebracht veroeffentlichte veroeffentlichten aufgelegt released"
        ),
        "publication_date release_date published_at",
    ),
    ("opened_up aufgemacht machte_auf machten_auf", "opened opening_date"),
    ("closed_down shut_down shut zugemacht machte_zu", "closed closing_date"),
    (
        (
            "stellte_ein stellten_ein fing_an fingen_an onboarded took_on angeheuert hired eingestellt angefangen "
            "came_on_board"
        ),
        "hire_date date_hired",
    ),
    (
        (
            "signed_up sign_up signs_up signing_up meldete_an meldeten_an registrierte registrierten schrieb_ein "
            "schrieben_ein meldet_an melden_an schrieb_sich_ein"
        ),
        "registration_date signup_date registration enrollment joined",
    ),
    (
        "abgemeldet meldete_ab meldeten_ab unsubscribe unsubscribed deregister deregistered melden_ab",
        "deregistration_date abmeldedatum left_on termination_date",
    ),
    ("legte_an legten_an hinzugefuegt add adds added entered eingetragen trug_ein trugen_ein", "created"),
    ("loeschte loeschten", "deleted deletion_date"),
    (
        "erledigte erledigten abgearbeitet wrapped_up finished_off fertiggeworden completed erledigt",
        "completed_at completion_date resolved_at status",
    ),
    ("behob behoben loeste loesten sorted_out fix fixes fixed", "resolved_at resolution_date repair_date"),
    ("genehmigte genehmigten bewilligte signed_off", "approved_at approval_date status"),
    (
        "lehnte_ab lehnten_ab turned_down turn_down deny denied denies refuse refused refuses rejected abgelehnt",
        "status rejection_date",
    ),
    (
        (
            "reichte_ein reichten_ein eingereicht einreichen submit submits submitted handed_in turned_in hand_in "
            "gab_ab gaben_ab"
        ),
        "submission_date submitted_at",
    ),
    (
        (
            "took_part take_part takes_part taking_part taken_part joined_in nahmen_teil nehmen_teil machte_mit "
            "machten_mit mitgemacht mitmachen"
        ),
        "participant registration attendance enrollment participation",
    ),
    (
        "took_place take_place takes_place taking_place taken_place fand_statt fanden_statt findet_statt finden_statt",
        "date event_time event",
    ),
    (
        (
            "fiel_aus fielen_aus broke_down break_down breaks_down broken_down ging_kaputt gingen_kaputt fallen_aus "
            "stand_still standen_still"
        ),
        "defect downtime",
    ),
    ("serviced servicing warteten wartete", "maintenance maintenance_date service_date"),
    ("checked tested getestet", "inspection inspection_date"),
    ("fiel_durch fielen_durch flunked flunk fallen_durch", "failed exam passed"),
    (
        (
            "ran_out run_out runs_out running_out laeuft_aus laufen_aus lief_aus liefen_aus ausgelaufen auslaufen "
            "lapse lapses lapsed auslaeuft auslaufende ausgelaufene"
        ),
        "expiry contract_end end_date",
    ),
    ("extend extends extended verlaengerte verlaengerten", "expiry contract_end"),
    ("relocate relocated zog_um zogen_um", "move_in move_out"),
    ("rented_out rent_out lieh_aus liehen_aus geborgt ausgeborgt checked_out_books", "loan loan_date rental"),
    ("kaufte_ein kauften_ein eingekauft einkaufen beschafft angeschafft", "purchase purchase_date order"),
    ("abverkauft sold_off", "sale sale_date"),
    ("rebooked umgebucht rebook", "booking booked_at"),
    (
        "showed_up show_up shows_up turned_up came_by dropped_by kam_vorbei kamen_vorbei aufgetaucht",
        "visit attendance visit_date",
    ),
    ("fuhr_ab fuhren_ab fahren_ab", "departure departure_date"),
    ("holte_ab holten_ab holen_ab", "pickup_date parcel"),
    (
        "stellte_her stellten_her zusammengebaut assemble assembles assembled zusammengesetzt",
        "production production_date",
    ),
    ("las_ab lasen_ab", "reading_date meter_reading"),
    ("bemaengelt beanstandet bemaengelte", "complaint ticket"),
    ("riefen_an ruft_an rufen_an", "call caller"),
    ("responded replied antwortete geantwortet", "response_time"),
    (
        "remind reminds reminded mahnen mahnt mahnte mahnten gemahnt angemahnt dunned dun",
        "reminder reminder_date dunning_level",
    ),
    ("postpone postpones postponed reschedule rescheduled verschieben verschoben verschob vertagt", "status"),
    ("bot_an boten_an bieten_an", "offer quote_date"),
    ("bestaetigen bestaetigt bestaetigte confirm confirms confirmed", "confirmed_at confirmation_date status"),
    (
        "annehmen angenommen nahm_an nahmen_an accept accepts accepted akzeptieren akzeptiert sagte_zu sagten_zu",
        "status acceptance_date",
    ),
    ("laid_off let_go gefeuert feuern rausgeworfen warf_raus", "termination_date termination"),
    ("unload unloads unloaded entladen ausgeladen", "loading"),
    ("printed druckte gedruckt", "print_run"),
    ("requested angefragt angefordert", "inquiry"),
)
"""Folded forms of a verb in both languages, and the concepts they speak of; what `verbs` says of them comes first."""
