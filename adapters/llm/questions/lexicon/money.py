"""Money, bills, banking, insurance, accounting."""

GROUPS: tuple[str, ...] = (
    "amount amt sum_total betrag summe geldbetrag",
    "total total_amount grand_total gesamt gesamtbetrag gesamtsumme tot",
    "price preis prc verkaufspreis selling_price",
    "unit_price price_per_unit stueckpreis einzelpreis einheitspreis",
    "list_price retail_price listenpreis verkaufspreis ladenpreis vk_preis",
    "cost costs kosten",
    (
        "expense expenses ausgabe ausgaben auslage spesen aufwendung expense_claim expense_report expense_item outlay "
        "spesenabrechnung auslagen"
    ),
    "earnings takings einnahme einnahmen",
    "revenue turnover sales umsatz erloes umsaetze",
    "profit gain gewinn ertrag",
    "loss verlust",
    "margin profit_margin marge gewinnspanne handelsspanne",
    "contribution_margin deckungsbeitrag",
    "fee gebuehr honorar entgelt charge",
    "rate tariff tarif",
    (
        "net net_amount netto nettobetrag net_total net_sum nettosumme nettowert net_value amount_net total_net "
        "betrag_netto summe_netto"
    ),
    (
        "gross gross_amount brutto bruttobetrag gross_total gross_sum bruttosumme bruttowert gross_value amount_gross "
        "total_gross betrag_brutto summe_brutto"
    ),
    "tax steuer",
    "vat value_added_tax sales_tax mwst mehrwertsteuer umsatzsteuer ust",
    (
        "tax_rate vat_rate steuersatz mwst_satz vat_percent vat_pct tax_percent tax_pct ust_satz mehrwertsteuersatz "
        "umsatzsteuersatz steuerprozent"
    ),
    "discount rebate reduction rabatt nachlass preisnachlass skonto ermaessigung disc",
    "surcharge zuschlag aufschlag aufpreis",
    "tip gratuity trinkgeld",
    "currency waehrung curr",
    "exchange_rate wechselkurs devisenkurs umrechnungskurs",
    "invoice bill rechnung faktura billing abrechnung",
    (
        "invoice_number invoice_no rechnungsnummer rechnungsnr invoice_nr rechnung_nr number_of_invoice bill_number "
        "re_nr rgnr rechnungs_nr"
    ),
    (
        "invoice_date billed_on billing_date rechnungsdatum date_of_invoice bill_date rechnungstag invoiced_on "
        "invoiced_at fakturadatum rg_datum re_datum"
    ),
    "invoice_item invoice_line rechnungsposition rechnungszeile",
    (
        "due_date due due_on due_at faelligkeit faelligkeitsdatum faellig faellig_am zahlungsziel payment_due_date "
        "maturity_date maturity payable_by zahlbar_bis zahlungsfrist"
    ),
    "credit_note gutschrift stornorechnung credit_memo",
    (
        "reminder dunning dunning_letter mahnung zahlungserinnerung payment_reminder dunning_notice dunning_run "
        "mahnschreiben mahnbrief collection_letter"
    ),
    "dunning_level reminder_level mahnstufe",
    "payment zahlung bezahlung zahlungseingang pmt geldeingang zahlvorgang pay",
    (
        "payment_date paid_on paid_at paid_date date_paid zahlungsdatum bezahlt_am zahltag date_of_payment zahldatum "
        "zahlungstag payment_day"
    ),
    "paid bezahlt beglichen",
    (
        "open_amount outstanding_amount balance_due amount_due offener_betrag restbetrag ausstehender_betrag "
        "amount_outstanding amount_open outstanding unpaid_amount outstanding_balance restforderung aussenstaende "
        "aussenstand rest_offen offene_summe"
    ),
    "open_item open_items offener_posten offene_posten",
    "receivable receivables accounts_receivable forderung debitor kundenforderung",
    "payable payables accounts_payable verbindlichkeit kreditorenposten",
    "debt debts schuld schulden verschuldung",
    "debtor schuldner",
    "creditor glaeubiger",
    (
        "payment_method payment_type means_of_payment zahlungsart zahlungsmethode zahlungsweise "
        "zahlungsmittel zahlweg payment_mode mode_of_payment zahlungsweg"
    ),
    "instalment installment teilzahlung abschlag abschlagszahlung",
    "instalment installment rate",
    "down_payment prepayment anzahlung vorauszahlung deposit_paid anzahlungsbetrag advance_payment",
    "refund reimbursement erstattung rueckerstattung rueckzahlung",
    "bank kreditinstitut geldinstitut",
    "account konto acct konten",
    "bank_account bankkonto girokonto bankverbindung",
    "account_number account_no kontonummer kontonr account_nr acct_no konto_nr",
    "iban bankkennung",
    "bank_code bic blz bankleitzahl",
    "account_type kontoart kontotyp",
    "balance account_balance credit_balance saldo kontostand guthaben bal account_value restguthaben",
    "savings savings_account sparkonto ersparnis sparguthaben",
    "transaction txn trx transaktion kontobewegung umsatzbuchung bewegung",
    (
        "transaction_date booking_date posting_date buchungsdatum buchungstag valuta wertstellung date_of_transaction "
        "valutadatum value_date wertstellungsdatum transaktionsdatum"
    ),
    "transfer ueberweisung geldtransfer wire_transfer bank_transfer wire credit_transfer money_transfer",
    "withdrawal abhebung auszahlung",
    "deposit einzahlung",
    "direct_debit lastschrift",
    "credit_card kreditkarte",
    "debit_card ec_karte bankkarte",
    "card karte",
    "cash bargeld bar",
    "credit kredit",
    "loan darlehen kredit bankkredit",
    (
        "loan_amount credit_amount darlehenssumme kreditsumme kreditbetrag darlehensbetrag darlehenshoehe kredithoehe "
        "principal principal_amount loan_principal kreditvolumen darlehensvolumen loan_sum amount_borrowed"
    ),
    "mortgage hypothek",
    (
        "interest interest_rate zins zinsen zinssatz sollzins nominalzins rate_of_interest zins_prozent zinsprozent "
        "effective_interest_rate"
    ),
    "repayment tilgung abzahlung",
    "credit_rating credit_score bonitaet kreditwuerdigkeit",
    "credit_limit kreditlimit kreditrahmen",
    (
        "overdraft dispo ueberziehung overdraft_limit overdraft_facility dispolimit dispokredit dispositionskredit "
        "dispositionsrahmen ueberziehungslimit ueberziehungsrahmen ueberziehungskredit kontokorrentkredit"
    ),
    "share stock_share aktie",
    "portfolio wertpapierdepot securities_account depot_account custody_account aktiendepot investment_account",
    "securities wertpapier",
    "bond anleihe",
    "fund fonds",
    "dividend dividende",
    "investment investition kapitalanlage geldanlage",
    "investor anleger kapitalgeber",
    "yield return_on_investment roi rendite",
    "stock_exchange boerse",
    "share_price stock_price aktienkurs boersenkurs",
    "market_value marktwert kurswert verkehrswert",
    "value wert val",
    "nominal_value nennwert",
    "capital equity eigenkapital kapital",
    (
        "asset assets vermoegen vermoegenswert anlagegut fixed_asset capital_asset anlagevermoegen sachanlage "
        "anlagegueter wirtschaftsgut"
    ),
    "wealth net_worth reichtum privatvermoegen",
    "depreciation abschreibung afa amortization amortisation wertminderung abschreibungsbetrag",
    "budget etat haushaltsplan",
    "cost_center cost_centre kostenstelle kst costcenter",
    "ledger general_ledger hauptbuch buchhaltung ledger_account gl_account sachkonto general_ledger_account sachkonten",
    "journal_entry booking_entry buchungssatz posting journalbuchung journalzeile",
    "accounting bookkeeping rechnungswesen buchfuehrung",
    "balance_sheet bilanz",
    "fiscal_year financial_year geschaeftsjahr wirtschaftsjahr",
    "forecast prognose vorhersage",
    "target ziel zielwert soll",
    "actual ist_wert istwert",
    "donation spende zuwendung geldspende sachspende spendenbetrag",
    (
        "donor benefactor spender foerderer spenderin foerderin supporter unterstuetzer unterstuetzerin goenner "
        "spendengeber"
    ),
    "sponsor geldgeber",
    "grant subsidy foerderung zuschuss subvention",
    "fine bussgeld strafe geldstrafe strafzahlung",
    "insurance versicherung",
    "insurer insurance_company versicherer versicherungsgesellschaft",
    "policy insurance_policy police versicherungsschein versicherungspolice",
    (
        "policy_number policennummer versicherungsnummer versicherungsscheinnummer policy_no policy_nr "
        "versicherungsnr versicherungsschein_nr vsnr vs_nr"
    ),
    (
        "policyholder policy_holder versicherungsnehmer insured versicherter insured_person versicherte "
        "versicherungsnehmerin"
    ),
    "premium insurance_premium praemie versicherungsbeitrag versicherungspraemie",
    (
        "claim insurance_claim schadensfall versicherungsfall schadenmeldung schadensmeldung schadenfall schaden "
        "leistungsfall loss_event schadenfaelle schadensfaelle"
    ),
    (
        "claim_amount damage_amount schadenshoehe schadenssumme schadensbetrag schadenhoehe schadensumme "
        "schadenbetrag claimed_amount claim_value amount_of_damage loss_amount amount_of_loss estimated_damage "
        "estimated_loss schadenaufwand claim_cost geschaetzter_schaden"
    ),
    "damage schaden beschaedigung",
    "deductible selbstbeteiligung selbstbehalt excess insurance_excess own_contribution sb_betrag",
    (
        "coverage sum_insured deckung versicherungssumme deckungssumme coverage_amount insured_sum amount_insured "
        "insured_amount insured_value cover_amount deckungsbetrag sum_assured"
    ),
    "beneficiary beguenstigter bezugsberechtigter payee zahlungsempfaenger payee_name beguenstigte",
    "contribution dues fee membership_fee beitrag mitgliedsbeitrag",
    "risk risiko",
    "pension rente ruhegehalt",
    "annuity leibrente",
    (
        "payout paid_amount amount_paid paid_out auszahlung auszahlungsbetrag ausgezahlt schadenzahlung regulierung "
        "entschaedigung settlement settlement_amount ausgezahlter_betrag auszahlungssumme regulierungsbetrag "
        "amount_paid_out payout_amount"
    ),
    "policy insurance versicherung versicherungsvertrag insurance_contract",
    "premium beitrag praemie monthly_premium annual_premium jahrespraemie monatspraemie",
    (
        "late_fee overdue_fee fine penalty_fee mahngebuehr saeumnisgebuehr versaeumnisgebuehr verspaetungsgebuehr "
        "fine_amount dunning_fee reminder_fee mahnkosten dunning_charge late_charge saeumniszuschlag mahnspesen"
    ),
    (
        "monthly_fee monthly_price monthly_rate monthly_charge price_per_month monatsbeitrag monatsgebuehr "
        "monatspreis monatlicher_beitrag monthly_cost monthly_costs monatliche_kosten monatskosten monatspauschale "
        "monatliche_gebuehr monatliches_entgelt monatsentgelt monatlicher_preis"
    ),
    (
        "daily_rate price_per_day day_rate tagespreis tagessatz tagesmiete mietpreis_pro_tag rental_price daily_fee "
        "rate_per_day per_diem_rate tagesrate"
    ),
    (
        "deal_value deal_amount opportunity_value opportunity_amount expected_revenue dealwert abschlusswert "
        "auftragsvolumen volumen amount value dealvolumen deal_size opportunity_size contract_volume pipeline_value"
    ),
    "deal geschaeft geschaeftsabschluss vertragsabschluss verkaufsabschluss",
    "card karte ausweis library_card bibliotheksausweis leserausweis membership_card mitgliedskarte mitgliedsausweis",
    "donation gift spende geldspende pledge",
    "scholarship stipend stipendium bursary grant studienfoerderung",
    "campaign fundraiser spendenaktion spendenkampagne aktion appeal",
    (
        "transaction buchung kontobuchung kontobewegung bankbuchung account_movement bank_transaction bankumsatz "
        "kontoumsatz"
    ),
    "advisor relationship_manager kundenberater kundenbetreuer bankberater betreuer berater",
    "probability win_probability abschlusswahrscheinlichkeit wahrscheinlichkeit chance",
    "pledge zusage spendenzusage",
)
