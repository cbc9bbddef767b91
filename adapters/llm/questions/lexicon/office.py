"""The office: book-keeping, banking, taxes, law, insurance, and the projects of agencies and consultants."""

GROUPS: tuple[str, ...] = (
    "invoice_amount invoice_total invoice_sum invoice_value billed_amount rechnungsbetrag rechnungssumme rechnungswert",
    "cash_discount early_payment_discount skonto skontobetrag prompt_payment_discount",
    "cash_discount_percent skontosatz skonto_prozent skonto_pct",
    (
        "incoming_invoice supplier_invoice vendor_invoice purchase_invoice vendor_bill supplier_bill "
        "eingangsrechnung lieferantenrechnung kreditorenrechnung"
    ),
    (
        "outgoing_invoice sales_invoice customer_invoice ausgangsrechnung kundenrechnung debitorenrechnung "
        "verkaufsrechnung"
    ),
    "incoming_payment payment_received received_payment payment_receipt zahlungseingang geldeingang",
    "outgoing_payment zahlungsausgang geldausgang payment_made",
    "opening_balance initial_balance starting_balance anfangsbestand anfangssaldo eroeffnungssaldo startsaldo",
    "closing_balance final_balance ending_balance endbestand endsaldo schlusssaldo schlussbestand",
    "posting_text booking_text buchungstext buchungskommentar",
    (
        "payment_reference payment_purpose remittance_information transfer_purpose verwendungszweck zahlungsreferenz "
        "zahlungszweck"
    ),
    "verwendungszweck purpose zahlungsgrund zweck",
    "voucher_number document_number document_no receipt_number receipt_no belegnummer belegnr beleg_nr",
    "receipt beleg buchungsbeleg quittung",
    "debit_amount soll_betrag sollbetrag",
    "credit_amount haben_betrag habenbetrag",
    "acquisition_cost acquisition_value acquisition_price anschaffungskosten anschaffungswert historical_cost",
    "acquisition_date date_of_acquisition anschaffungstag",
    "book_value residual_value carrying_amount remaining_value restwert buchwert restbuchwert",
    "useful_life service_life economic_life nutzungsdauer lebensdauer abschreibungsdauer",
    "chart_of_accounts kontenrahmen kontenplan",
    "tax_amount vat_amount steuerbetrag mehrwertsteuerbetrag umsatzsteuerbetrag mwst_betrag ust_betrag vat_total",
    "payment_status zahlungsstatus bezahlstatus zahlstatus zahlungsstand",
    (
        "line_total line_amount item_total position_total positionsbetrag positionssumme zeilensumme zeilenbetrag "
        "positionswert"
    ),
    "billable chargeable abrechenbar verrechenbar fakturierbar weiterberechenbar",
    "billed invoiced abgerechnet fakturiert in_rechnung_gestellt verrechnet",
    "reimbursed erstattet zurueckerstattet rueckerstattet",
    "vat_id vat_number vat_no ust_id umsatzsteuer_id ustid ust_idnr umsatzsteuer_identifikationsnummer uid_nummer",
    "tax_class tax_bracket steuerklasse lohnsteuerklasse",
    "tax_return tax_declaration tax_filing steuererklaerung",
    "tax_type type_of_tax kind_of_tax steuerart",
    "tax_year assessment_year steuerjahr veranlagungsjahr besteuerungsjahr veranlagungszeitraum",
    "tax_assessment tax_assessment_notice steuerbescheid",
    "tax_assessment assessment_notice notice_of_assessment bescheid",
    "back_payment additional_payment additional_tax tax_due nachzahlung steuernachzahlung nachforderung steuerschuld",
    "tax_refund steuererstattung steuerrueckerstattung",
    "filing_deadline submission_deadline abgabefrist einreichungsfrist filing_due_date",
    (
        "filed_on filed_at filing_date date_filed submitted_on submitted_at submission_date date_submitted "
        "eingereicht_am einreichungsdatum abgegeben_am abgabedatum"
    ),
    "taxable_income zu_versteuerndes_einkommen steuerpflichtiges_einkommen",
    "deadline_extension extension_of_time fristverlaengerung",
    "annual_accounts annual_financial_statement financial_statement jahresabschluss",
    "advance_vat_return vat_return umsatzsteuervoranmeldung voranmeldung",
    "tax_adviser tax_advisor tax_consultant steuerberater steuerberaterin",
    "bookkeeper buchhalter buchhalterin accountant",
    "account_holder account_owner kontoinhaber kontoinhaberin",
    "standing_order dauerauftrag",
    "collateral loan_security sicherheiten kreditsicherheit darlehenssicherheit",
    (
        "remaining_debt outstanding_debt remaining_balance outstanding_principal remaining_principal restschuld "
        "restdarlehen"
    ),
    (
        "monthly_payment monthly_instalment monthly_installment monthly_rate monatsrate monatliche_rate "
        "rate_pro_monat monatliche_zahlung"
    ),
    "loan_term term_months term_in_months laufzeit_monate laufzeit_in_monaten kreditlaufzeit loan_duration",
    "loan_type credit_type kreditart darlehensart kredittyp",
    "borrower kreditnehmer darlehensnehmer kreditnehmerin",
    "lender kreditgeber darlehensgeber",
    "arrears payment_arrears zahlungsrueckstand rueckstand",
    "bank_statement account_statement kontoauszug",
    "cash_book petty_cash kassenbuch bargeldkasse",
    "cash_flow liquiditaet liquidity",
    "insurance_broker versicherungsmakler versicherungsvermittler insurance_agent intermediary",
    "broker intermediary vermittler vermittlerin makler maklerin insurance_broker versicherungsmakler",
    "annual_premium yearly_premium jahresbeitrag jahrespraemie annual_fee yearly_fee beitrag_jahr jahresgebuehr",
    (
        "payment_frequency payment_interval billing_frequency billing_interval billing_cycle payment_schedule "
        "zahlweise abrechnungsintervall zahlungsrhythmus zahlungsintervall abrechnungszyklus"
    ),
    "zahlweise zahlungsweise beitragszahlung",
    "claim_number claim_no claim_nr schadennummer schadensnummer schadennr schaden_nr schadensnr",
    (
        "claim_date date_of_loss loss_date damage_date date_of_damage incident_date date_of_incident schadensdatum "
        "schadendatum schadentag schadenstag"
    ),
    (
        "reported_at reported_on report_date date_reported notification_date reporting_date gemeldet_am meldedatum "
        "meldungsdatum meldetag"
    ),
    "claim_type type_of_damage damage_type type_of_loss loss_type kind_of_damage kind_of_loss schadenart schadensart",
    "claims_reserve loss_reserve claim_reserve schadenreserve schadenrueckstellung schadensrueckstellung",
    "claims_adjuster adjuster loss_adjuster schadenregulierer regulierer claims_handler",
    "appraiser assessor surveyor expert_witness gutachter sachverstaendiger sachverstaendige gutachterin loss_adjuster",
    "expert_opinion expert_report appraisal_report gutachten sachverstaendigengutachten",
    "renewal_date renewal renewed_on verlaengerung verlaengerungsdatum hauptfaelligkeit renews_on verlaengert_am",
    "fraud_suspected suspected_fraud fraud_suspicion betrugsverdacht",
    "no_claims_class no_claims_bonus schadenfreiheitsklasse sf_klasse schadenfreiheitsrabatt",
    "practice_area area_of_law legal_area field_of_law rechtsgebiet",
    "amount_in_dispute value_in_dispute dispute_value disputed_amount streitwert gegenstandswert",
    "opponent opposing_party adverse_party gegner gegenseite gegenpartei prozessgegner",
    "opposing_counsel opposing_lawyer gegenanwalt gegnerischer_anwalt gegneranwalt",
    "case_number case_no file_number file_no matter_number docket_number aktenzeichen aktennummer geschaeftszeichen",
    "court_date court_hearing hearing_date gerichtstermin verhandlungstermin hearing",
    "retainer advance_on_fees vorschuss kostenvorschuss honorarvorschuss",
    "advance advance_payment vorschuss vorauszahlung",
    "pleading legal_brief written_submission schriftsatz klageschrift",
    "power_of_attorney vollmacht",
    "court_costs legal_costs gerichtskosten verfahrenskosten",
    "court_fee gerichtsgebuehr",
    "legal_fees attorney_fee lawyer_fee anwaltskosten anwaltshonorar rechtsanwaltskosten",
    "paralegal legal_assistant rechtsanwaltsfachangestellter rechtsanwaltsfachangestellte rechtsanwaltsgehilfin",
    "notary notar notarin",
    "out_of_court_settlement court_settlement vergleich prozessvergleich vergleichssumme",
    "limitation_period statute_of_limitations verjaehrung verjaehrungsfrist",
    "enforcement foreclosure zwangsvollstreckung vollstreckung",
    "insolvency bankruptcy insolvenz konkurs",
    "collection_agency debt_collection debt_collector inkasso inkassobuero inkassounternehmen",
    "project_number project_no project_nr project_code projektnummer projektnr projekt_nr projektcode projektkuerzel",
    "project_start_date projektstart projektbeginn kickoff kickoff_date",
    "project_end_date projektende",
    (
        "fixed_price fixed_fee flat_fee flat_rate lump_sum festpreis pauschale pauschalpreis pauschalhonorar "
        "pauschalbetrag"
    ),
    "billing_type billing_method billing_model billing_mode abrechnungsart abrechnungsmodell abrechnungsform",
    "budget_hours hours_budget budgeted_hours stundenbudget stundenkontingent budgetierte_stunden kontingentstunden",
    (
        "planned_hours estimated_hours hours_planned hours_estimated planstunden geplante_stunden sollstunden "
        "soll_stunden target_hours"
    ),
    "actual_hours iststunden tatsaechliche_stunden hours_actual ist_stunden",
    "billable_hours abrechenbare_stunden fakturierbare_stunden verrechenbare_stunden chargeable_hours",
    "actual_cost istkosten tatsaechliche_kosten",
    "planned_cost estimated_cost plankosten geplante_kosten voraussichtliche_kosten",
    "work_date working_day arbeitstag arbeitsdatum leistungsdatum date_worked",
    "utilization utilisation utilization_rate auslastung auslastungsgrad",
    "deliverable arbeitsergebnis liefergegenstand projektergebnis",
    "framework_agreement framework_contract retainer_agreement rahmenvertrag rahmenvereinbarung",
    "quote_amount quoted_amount quote_total offer_amount offer_total proposal_amount angebotssumme angebotswert",
    "quote_date offer_date quotation_date angebotsdatum angeboten_am",
    "quote_number quote_no offer_number quotation_number angebotsnummer angebotsnr angebot_nr",
    "valid_until offer_valid_until bindefrist angebotsfrist gueltig_bis",
    "probability likelihood wahrscheinlichkeit eintrittswahrscheinlichkeit",
    "freelancer freelance_worker freie_mitarbeiter freier_mitarbeiter freiberufler freiberuflerin honorarkraft",
    "change_order nachtrag nachtragsauftrag nachtragsangebot",
    "briefing briefinggespraech",
    "travel_time reisezeit fahrtzeit anfahrtszeit",
    "creditworthiness solvency bonitaet zahlungsfaehigkeit",
    "cancellation_period notice_period kuendigungsfrist",
    "contract_type type_of_contract vertragsart vertragstyp kind_of_contract",
    "contract_date date_of_contract vertragsdatum vertragsabschlussdatum",
    "audit betriebspruefung wirtschaftspruefung",
    "policy_number vertragsnummer vertragsnr vertrag_nr",
    "collateral sicherheit",
    "journal_entry posting accounting_entry buchung",
    "fixed_asset anlage",
    "debtor debitor",
    "creditor kreditor",
    "matter mandat",
    "securities_account wertpapierdepot depot",
    "source herkunft",
    "capacity plaetze",
    "final_invoice schlussrechnung endabrechnung",
    "recurring_invoice dauerrechnung wiederkehrende_rechnung aborechnung",
    "cancellation_invoice stornorechnung rechnungskorrektur invoice_correction",
    "chargeback reversal rueckbuchung rueckbelastung",
    "returned_direct_debit bounced_direct_debit ruecklastschrift chargeback",
    "interest_income zinsertrag zinseinnahmen zinsertraege",
    "interest_expense zinsaufwand zinsaufwendungen",
    "gross_profit rohertrag rohgewinn",
    "net_profit net_income reingewinn nettogewinn jahresueberschuss",
    "operating_profit operating_income betriebsergebnis betriebsgewinn",
    "operating_costs operating_expenses betriebsausgaben betriebskosten laufende_kosten",
    "fixed_costs fixed_cost fixkosten",
    "variable_costs variable_cost variable_kosten",
    "overhead overhead_costs gemeinkosten",
    "material_costs material_cost materialkosten materialaufwand",
    "provisions rueckstellung rueckstellungen",
    "reserves ruecklage ruecklagen",
    "cash_balance cash_on_hand kassenbestand kassenstand",
    "dunning_date reminder_date date_of_reminder mahndatum gemahnt_am reminder_sent_on",
    "last_reminder last_reminder_date letzte_mahnung",
    "payment_channel zahlungsweg zahlungskanal",
    "mileage_log driver_log fahrtenbuch trip_log",
    "mileage_allowance mileage_rate kilometergeld kilometerpauschale",
    "meal_allowance per_diem verpflegungspauschale verpflegungsmehraufwand",
    "approval_status genehmigungsstatus freigabestatus",
    "approver approved_by genehmigt_von freigegeben_von freigeber genehmiger",
    "signed_on signed_at signature_date date_signed unterschrieben_am unterzeichnet_am unterschriftsdatum",
    "effective_from effective_date valid_from gueltig_ab wirksam_ab gilt_ab",
    "auto_renew auto_renewal automatic_renewal automatische_verlaengerung auto_renews",
    "billing_contact invoice_recipient rechnungsempfaenger bill_to",
    (
        "account_manager kundenbetreuer betreuer relationship_manager kundenbetreuerin key_account_manager "
        "account_rep kundenberater kundenberaterin"
    ),
    "industry sector branche",
    "company_size business_size unternehmensgroesse firmengroesse betriebsgroesse",
    "organizational_unit org_unit organisational_unit organisationseinheit",
)
