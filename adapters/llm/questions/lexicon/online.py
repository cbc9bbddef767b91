"""Online: software sold as subscriptions, telephones and internet, tickets, campaigns, call centres, e-learning."""

GROUPS: tuple[str, ...] = (
    "monthly_recurring_revenue mrr monatlich_wiederkehrender_umsatz",
    "annual_recurring_revenue jaehrlich_wiederkehrender_umsatz arr",
    "monthly_revenue revenue_per_month monatsumsatz monatlicher_umsatz monthly_sales monthly_turnover",
    "annual_revenue yearly_revenue jahresumsatz annual_sales annual_turnover yearly_turnover",
    (
        "trial_end_date trial_ends_at trial_ends_on trial_until end_of_trial trial_expires testphase_ende "
        "testphasenende testende testphase_bis ende_der_testphase testzeitraum_ende"
    ),
    "trial_start_date trial_started_at testphase_start testphasenbeginn beginn_der_testphase testbeginn",
    "trial trial_period free_trial testphase testzeitraum",
    (
        "cancelled_at cancelled_on canceled_at canceled_on cancellation_date date_cancelled "
        "kuendigungsdatum gekuendigt_am storniert_am stornodatum stornierungsdatum absagedatum "
        "date_of_termination"
    ),
    "churn_reason cancellation_reason reason_for_cancellation kuendigungsgrund abwanderungsgrund reason_for_churn",
    "cancellation_reason reason_for_cancellation stornogrund stornierungsgrund",
    "cancellation contract_cancellation kuendigung",
    "churn_rate abwanderungsrate abwanderungsquote kuendigungsrate kuendigungsquote",
    "seats licence_seats license_seats user_seats lizenzplaetze nutzerplaetze plaetze number_of_seats anzahl_plaetze",
    "license_key licence_key lizenzschluessel produktschluessel product_key",
    "software_license software_licence softwarelizenz",
    "feature_request funktionswunsch verbesserungsvorschlag enhancement_request",
    "feature_usage funktionsnutzung",
    "bug bug_report fehlerbericht programmfehler softwarefehler fehler fehlermeldung",
    "error_message fehlermeldung",
    "app_module software_module softwaremodul programmmodul",
    "last_login last_sign_in last_login_at letzte_anmeldung letzter_login last_active zuletzt_aktiv last_active_at",
    "registration_date sign_up_date signup_date signed_up_on registrierungsdatum registriert_am anmeldedatum",
    "api_key api_schluessel",
    "payment_provider zahlungsanbieter zahlungsdienstleister payment_processor",
    "customer_success_manager kundenerfolgsmanager",
    "phone_number rufnummer telefonnummer telefonnr msisdn telephone_number handynummer mobilnummer",
    "phone_line access_line telephone_line telefonanschluss festnetzanschluss",
    "internet_line internet_connection internetanschluss dsl_anschluss",
    "download_speed downloadgeschwindigkeit downloadrate download_rate download_mbps downstream",
    "upload_speed uploadgeschwindigkeit uploadrate upload_rate upload_mbps upstream",
    (
        "minimum_term minimum_contract_term min_term min_term_months minimum_term_months mindestlaufzeit "
        "mindestvertragslaufzeit minimum_duration"
    ),
    (
        "call_record call_detail_record einzelverbindung einzelverbindungsnachweis verbindungsdatensatz "
        "verbindungsnachweis"
    ),
    "usage_record usage_data nutzungsdaten verbrauchsdaten",
    "roaming_charge roaming_fee roaming_cost roaminggebuehr roamingkosten",
    "device endgeraet endgeraete mobile_device",
    "number_porting number_portability number_transfer rufnummernmitnahme rufnummernportierung portierung",
    "data_allowance data_limit datenvolumen inklusivvolumen",
    "technology technologie",
    "disruption service_disruption stoerfall",
    "affected_customers customers_affected betroffene_kunden",
    "activation_date activated_at activated_on aktivierungsdatum freischaltdatum aktiviert_am freigeschaltet_am",
    "activation aktivierung freischaltung",
    "line_speed internet_speed internetgeschwindigkeit verbindungsgeschwindigkeit",
    "technician_visit technician_appointment technikertermin technikereinsatz",
    "subject_line subject betreff betreffzeile",
    "queue warteschlange",
    "requester reporter melder anfragender anfragesteller",
    "reported_by meldender gemeldet_von",
    "sla_breached sla_breach sla_violated sla_violation sla_missed sla_verletzt sla_verletzung sla_verstoss",
    "root_cause grundursache hauptursache ursache",
    "last_backup letzte_sicherung letztes_backup last_backup_at",
    (
        "first_response first_response_time first_reaction_time erstreaktionszeit erstreaktion erste_reaktion "
        "first_reply_time"
    ),
    "response_time reaction_time reaktionszeit first_response first_response_time",
    "time_to_resolution time_to_resolve resolution_time loesungszeit loesungsdauer time_to_fix behebungszeit",
    "first_contact_resolution resolved_first_contact erstloesung erstloesungsquote im_erstkontakt_geloest",
    "knowledge_base_article kb_article knowledge_article wissensartikel wissensdatenbankartikel wissensbeitrag",
    "knowledge_base wissensdatenbank wissensbasis",
    "on_call_duty on_call_service rufbereitschaft bereitschaftsdienst",
    "remote_maintenance remote_support fernwartung",
    "maintenance_contract service_contract wartungsvertrag servicevertrag support_contract",
    "patch security_update sicherheitsupdate",
    "workplace_computer arbeitsplatzrechner",
    "spare_device ersatzgeraet leihgeraet loan_device",
    "ad_spend advertising_cost advertising_spend ad_cost media_spend werbekosten werbeausgaben",
    "advertising_budget ad_budget werbebudget werbeetat marketingbudget marketing_budget",
    "advertising_material werbemittel",
    "open_rate oeffnungsrate oeffnungsquote",
    "click_rate click_through_rate klickrate klickquote",
    "bounce_rate absprungrate absprungquote",
    "cost_per_click kosten_pro_klick klickpreis klickkosten",
    "cost_per_lead kosten_pro_lead leadkosten",
    "customer_acquisition_cost akquisekosten kundengewinnungskosten",
    "conversion konversion",
    "conversion_rate konversionsrate konversionsquote umwandlungsrate abschlussquote",
    "unsubscribe unsubscription abbestellung newsletterabmeldung",
    "email_open oeffnung mailoeffnung",
    "landing_page landingpage zielseite landeseite",
    (
        "win_probability close_probability closing_probability gewinnwahrscheinlichkeit abschlusswahrscheinlichkeit "
        "abschlusschance"
    ),
    (
        "expected_close expected_close_date expected_closing_date erwarteter_abschluss voraussichtlicher_abschluss "
        "voraussichtliches_abschlussdatum erwartetes_abschlussdatum"
    ),
    "closing_date abschlussdatum",
    "loss_reason lost_reason reason_lost reason_for_loss verlustgrund grund_fuer_verlust",
    "rejection_reason reason_for_rejection ablehnungsgrund absagegrund",
    (
        "follow_up follow_up_date followup followup_date wiedervorlage wiedervorlagedatum nachfassdatum "
        "nachfasstermin next_contact naechster_kontakt"
    ),
    "last_contact last_contacted last_contact_date letzter_kontakt zuletzt_kontaktiert letzte_kontaktaufnahme",
    "sales_quota sales_target revenue_target quota verkaufsziel umsatzziel umsatzvorgabe absatzziel verkaufsvorgabe",
    "sales_area sales_region vertriebsgebiet verkaufsregion vertriebsregion",
    "lead_source leadquelle lead_quelle kontaktquelle",
    "lead_score lead_bewertung leadbewertung leadscore",
    "sales_visit customer_visit kundenbesuch vertriebsbesuch",
    "visit_report call_report besuchsbericht",
    "field_sales field_staff aussendienst aussendienstmitarbeiter field_service",
    "inside_sales back_office innendienst innendienstmitarbeiter",
    "customer_value customer_lifetime_value kundenwert lifetime_value",
    "cross_selling zusatzverkauf",
    "target_audience zielgruppe zielpublikum segment",
    "reach reichweite",
    "social_media soziale_medien",
    "press_release pressemitteilung pressemeldung",
    (
        "waiting_time wait_seconds wait_minutes wait_min wartezeit_sek wartezeit_min wait_sec wait_time "
        "warteschlangenzeit wartezeit"
    ),
    (
        "call_duration talk_time talk_seconds talk_duration gespraechszeit gespraechsdauer gespraechsdauer_sek "
        "anrufdauer talk_sec telefonierzeit gespraechsdauer_min"
    ),
    "hold_time hold_seconds haltezeit haltedauer",
    "handling_time handle_time handle_time_seconds bearbeitungszeit average_handling_time processing_time",
    "wrap_up_time after_call_work nachbearbeitungszeit nachbearbeitung wrap_up",
    "callback call_back rueckruf rueckrufbitte",
    "call_reason reason_for_call contact_reason anrufgrund anliegen kontaktgrund anrufanlass",
    "call_direction direction richtung anrufrichtung",
    "call_outcome call_result gespraechsergebnis anrufergebnis",
    "missed_call verpasster_anruf entgangener_anruf",
    "call_agent call_center_agent callcenter_mitarbeiter callcenter_agent telefonist telefonistin",
    "customer_satisfaction kundenzufriedenheit satisfaction_score zufriedenheitswert csat",
    "sales_script gespraechsleitfaden call_script",
    "learner lernende lernender lerner kursteilnehmer kursteilnehmerin",
    "learner participant",
    "lesson lektion lerneinheit",
    "learning_path lernpfad lernweg",
    "quiz wissenstest lernkontrolle test",
    "quiz_attempt test_attempt testversuch quizversuch pruefungsversuch exam_attempt",
    "exercise uebung uebungsaufgabe",
    "homework hausaufgabe homework_assignment",
    "passing_score pass_mark bestehensgrenze mindestpunktzahl passing_grade",
    "pass_rate bestehensquote erfolgsquote",
    "completion_rate abschlussrate",
    "dropout_rate abbruchquote abbrecherquote",
    "course_completion course_completed kursabschluss",
    "forum_post forumsbeitrag forenbeitrag",
    "webinar onlineseminar online_seminar",
    "online_course onlinekurs",
    "course_fee course_price kursgebuehr kurspreis teilnahmegebuehr kursbeitrag",
    "max_participants maximum_participants hoechstteilnehmerzahl maximale_teilnehmerzahl maximale_teilnehmer",
    "participant_count number_of_participants teilnehmerzahl teilnehmeranzahl anzahl_teilnehmer attendee_count",
    "difficulty_level niveau kursniveau lernniveau schwierigkeitsgrad course_level",
    "watch_time watch_minutes sehdauer wiedergabezeit watched_minutes",
)
