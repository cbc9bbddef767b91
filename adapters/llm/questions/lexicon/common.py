"""Common: amounts, quantities, numbers of things, roles and flags that tables of any field have."""

GROUPS: tuple[str, ...] = (
    "total total_amount gesamtbetrag endbetrag endsumme ges_betrag ges_summe gesamt_summe",
    (
        "invoice_amount invoice_total invoice_value invoice_sum rechnungsbetrag rechnungssumme rechnungshoehe "
        "billed_amount re_betrag rg_betrag re_summe bill_amount"
    ),
    "net_amount net_total nettobetrag nettosumme netto_summe netto_betrag summe_netto betrag_netto amount_net netto",
    (
        "gross_amount gross_total bruttobetrag bruttosumme brutto_summe brutto_betrag summe_brutto betrag_brutto "
        "amount_gross brutto"
    ),
    "tax_amount vat_amount mwst_betrag ust_betrag steuerbetrag mwst ust umsatzsteuer vat sales_tax mehrwertsteuer",
    (
        "tax_rate vat_rate steuersatz mwst_satz ust_satz mehrwertsteuersatz umsatzsteuersatz mwst_proz vat_pct tax_pct "
        "vat_percent ust_proz"
    ),
    (
        "discount_percent discount_pct discount_rate rabattsatz rabatt_proz rabatt_prozent rabatt_pct disc_pct "
        "rabatt_in_prozent"
    ),
    "discount_amount discount rabattbetrag rabatt rabatt_betrag price_reduction preisnachlass nachlass",
    "surcharge extra_charge additional_charge mehrpreis zuschlag supplement_charge",
    "advance vorschusszahlung vorschussbetrag",
    (
        "open_amount open_balance unpaid_amount remaining_amount remaining_balance offene_summe offener_betrag "
        "restbetrag restschuld betrag_offen amount_open offen_betrag restsumme outstanding_balance"
    ),
    "remaining remainder restlich rest verbleibend uebrig verbleibende remaining_quantity restmenge",
    (
        "paid_amount amount_paid bezahlter_betrag gezahlter_betrag zahlbetrag zahlungsbetrag payment_amount "
        "bezahlt_betrag betrag_bezahlt"
    ),
    "selling_price sale_price sales_price vk vk_preis retail_price preis_vk vk_brutto vk_netto",
    (
        "purchase_price cost_price buying_price einkaufspreis ek ek_preis selbstkosten anschaffungskosten preis_ek "
        "ek_netto unit_cost"
    ),
    (
        "unit_price price_per_piece price_per_item price_each preis_pro_stueck einzelpreis e_preis ep stueckpreis "
        "preis_je_stueck stk_preis"
    ),
    "material_cost cost_of_materials materialkosten mat_kosten materialaufwand",
    (
        "labor_cost labour_cost labor_costs labour_costs lohnkosten arbeitskosten personalkosten payroll_costs "
        "wage_costs staff_costs arbeitslohn"
    ),
    "budget planbudget budgetsumme planned_budget budget_amount",
    (
        "order_value value_of_order value_of_the_order basket_value auftragswert bestellwert bestellbetrag "
        "auftragssumme order_sum"
    ),
    "gross_salary bruttogehalt brutto_gehalt gross_pay bruttolohn gehalt_brutto brutto_lohn",
    "monthly_salary monatslohn monatsverdienst monthly_pay monatsgehalt gehalt_monat monthly_wage",
    (
        "hourly_rate rate_per_hour pay_per_hour hourly_pay lohn_pro_stunde wage_per_hour std_satz std_lohn stundensatz "
        "preis_pro_stunde std_preis"
    ),
    "daily_rate rate_per_day preis_pro_tag tagespreis tagessatz price_per_day day_rate tagesmiete preis_tag",
    "price_per_night rate_per_night nightly_rate preis_pro_nacht uebernachtungspreis zimmerpreis room_rate preis_nacht",
    "price_per_hour hourly_price preis_pro_stunde stundenpreis",
    "price_per_person preis_pro_person preis_pp price_pp",
    "price_per_kg preis_pro_kg kilopreis price_per_kilo preis_kg",
    "monthly_fee grundgebuehr monatsbeitrag monatsgebuehr base_fee monthly_contribution monthly_dues grundpreis",
    "annual_fee jahresbeitrag jahresgebuehr yearly_fee annual_dues yearly_contribution annual_contribution",
    "membership_fee membership_dues member_fee mitgliedsgebuehr mitgliedsbeitrag mitgl_beitrag",
    (
        "commission sales_commission commission_fee vermittlungsprovision vertriebsprovision verkaufsprovision "
        "provisionsbetrag"
    ),
    "royalty_rate royalty_percentage royalty_pct honorarsatz honorar_prozent tantiemensatz honorar_proz tantieme_proz",
    "interest_rate rate_of_interest zinssatz zins_satz zins_proz",
    (
        "freight_cost shipping_cost transport_cost freight_charges transportkosten frachtkosten versandkosten "
        "delivery_charge delivery_cost shipping_costs vers_kosten versand_kosten fracht_kosten"
    ),
    "damage_amount amount_of_damage loss_amount schadenhoehe schadenshoehe schadensbetrag schadenssumme schaden_betrag",
    "sum_insured insured_sum insured_amount coverage_amount versicherungssumme deckungssumme vers_summe",
    "notice_period period_of_notice kuendigungsfrist kuend_frist cancellation_period",
    "quantity qty menge mng stueckzahl pieces units number_of_units number_of_pieces copies_sold",
    (
        "max_participants maximum_participants maximum_number_of_participants max_teilnehmer max_tn "
        "maximale_teilnehmerzahl teilnehmergrenze hoechstteilnehmerzahl teilnehmerlimit max_plaetze "
        "maximum_capacity max_capacity kapazitaet"
    ),
    (
        "participant_count number_of_participants teilnehmerzahl anzahl_teilnehmer anz_tn tn_zahl attendee_count "
        "teilnehmeranzahl num_participants tn_anz anz_teilnehmer"
    ),
    "copies number_of_copies anzahl_exemplare exemplarzahl exemplar copy",
    "print_run copies_printed auflage druckauflage auflagenhoehe gedruckte_exemplare startauflage printed_copies",
    (
        "copies_sold units_sold verkaufte_exemplare sold_copies verk_exemplare verkaufte_stueck quantity_sold qty_sold "
        "verkaufte_menge verk_menge absatz"
    ),
    "page_count number_of_pages seitenzahl anzahl_seiten pages seitenumfang anz_seiten",
    (
        "minimum_stock minimum_stock_level min_stock min_bestand mindestbestand mind_bestand meldebestand "
        "reorder_level reorder_point mindestmenge_lager"
    ),
    "minimum_order_quantity mindestbestellmenge moq mindestabnahme",
    "weight kg gewicht kilos kilogramm gewicht_in_kg weight_in_kg gewicht_kg",
    "sqm square_metres square_meters quadratmeter qm flaeche floor_area flaeche_in_qm quadratmeterzahl",
    "area_ha hectares hektar groesse_ha flaeche_ha area_in_hectares anbauflaeche ha",
    (
        "distance km kilometres strecke entfernung gefahrene_km gefahrene_kilometer distance_km "
        "kilometers_driven km_driven"
    ),
    "hours hrs number_of_hours stundenzahl anzahl_stunden anz_std",
    (
        "working_hours hours_worked arbeitsstunden geleistete_stunden arb_std working_time arbeitszeit worked_hours "
        "std_anz"
    ),
    "weekly_hours weekly_working_hours wochenstunden wochenarbeitszeit std_woche",
    (
        "duration_minutes minutes minuten dauer_min duration_min dauer_minuten dauer_in_minuten length_in_minutes "
        "dauer_in_min"
    ),
    "duration_days number_of_days anzahl_tage days dauer_tage dauer_in_tagen days_count anz_tage",
    "nights number_of_nights anzahl_naechte uebernachtungen overnight_stays anz_naechte aufenthaltsdauer",
    (
        "term_months contract_term laufzeit_monate vertragslaufzeit term_in_months laufzeit_in_monaten months_term "
        "laufz_mon"
    ),
    (
        "downtime stillstand stillstandszeit stillstandzeit ausfallzeit ausfall_min outage_time stillstandsdauer "
        "ausfalldauer"
    ),
    (
        "reject_count rejected_parts ausschussmenge schlechtteile defective_parts bad_parts rejects ausschuss "
        "reject_quantity scrap_quantity schlechtmenge scrap_qty"
    ),
    "good_quantity good_parts gutmenge gutteile good_qty good_count gutstueck",
    "attempt_number number_of_attempts anzahl_versuche attempts tries versuch attempt",
    "points number_of_points punktzahl punkte punktestand score",
    (
        "warehouse_quantity stock quantity_in_stock auf_lager lagermenge stueck_auf_lager quantity_on_hand qty_on_hand "
        "lager_menge"
    ),
    (
        "consumption verbrauchsmenge power_consumption energy_consumption stromverbrauch consumed_amount "
        "energieverbrauch verbr"
    ),
    (
        "vacation_days days_of_vacation days_off holiday_entitlement urlaubsanspruch urlaubstage holidays leave_days "
        "resturlaub"
    ),
    "sick_days days_of_illness days_sick kranktage krankentage krankheitstage kr_tage",
    "absence_days days_absent missed_days fehltage absent_days abwesenheitstage",
    "days_overdue days_late tage_ueberfaellig verzugstage tage_verspaetung tage_verzug",
    (
        "street street_address strasse strasse_hausnr strasse_nr address_line address_line_1 str_nr adresszeile "
        "strasse_hnr"
    ),
    "house_number hausnr hnr hausnummer hs_nr",
    "postal_address postanschrift adr address adresse anschrift wohnadresse mailing_address",
    "residence place_of_residence home_town hometown wohnort city stadt ort town",
    "phone phone_number tel_nr tel_no contact_number telnr tel festnetz landline festnetznummer rufnr",
    "mobile cell_phone mobile_number cell_number handynr mobilnr handy_nr mobil_nr tel_mobil handy handynummer",
    "website url web webadresse web_site webseite homepage web_address internetadresse web_page",
    "customer_number customer_id customer_no client_number client_no kundennummer kd_nr kdnr kundennr kunden_nr",
    (
        "employee_number employee_no employee_id staff_number personnel_number personalnummer mitarbeiternummer "
        "personalnr ma_nr manr pers_nr pnr personal_nr"
    ),
    "article_number item_number item_no artikelnummer art_nr artnr artikelnr product_number product_no artikel_nr",
    "invoice_number invoice_no bill_number rechnungsnummer rechnungsnr re_nr rg_nr inv_no rechnungs_nr rgnr rechnr",
    (
        "order_number order_no po_number bestellnummer bestellnr auftragsnummer auftragsnr auftrag_nr best_nr ord_no "
        "job_number auftr_nr"
    ),
    "member_number membership_number member_no member_id mitgliedsnummer mitgliedsnr mitgl_nr mgl_nr mitglied_nr",
    "supplier_number supplier_no vendor_number vendor_no lieferantennummer lieferantennr lief_nr lieferant_nr",
    "policy_number policy_no policenr policennummer versicherungsscheinnummer vertragsnummer vs_nr",
    (
        "license_plate number_plate registration_number plate licence_plate kennzeichen nummernschild kfz_kennzeichen "
        "kfz_kz amtl_kennzeichen kennz"
    ),
    (
        "vehicle_identification_number vin chassis_number fahrgestellnummer fin fahrgestellnr "
        "fahrzeugidentifikationsnummer"
    ),
    "running_number sequence_number laufende_nummer lfd_nr lfdnr laufnummer",
    "room_number room_no zimmernummer zimmernr raumnummer raumnr raum_nr zi_nr zimmer_nr",
    "branch_manager store_manager shop_manager filialleiter filialleitung marktleiter filialleiterin marktleiterin",
    "site_manager construction_manager bauleiter bauleitung baustellenleiter bauleiterin",
    "foreman vorarbeiter polier vorarbeiterin",
    "shift_leader shift_lead shift_supervisor shift_manager schichtleiter schichtleiterin schichtfuehrer",
    "team_lead team_leader head_of_team teamleiter teamleitung teamleiterin",
    "head_of_department head leiter abteilungsleiter bereichsleiter abt_leiter leiterin abteilungsleitung",
    "responsible person_responsible responsible_person in_charge person_in_charge zustaendig verantwortlich",
    (
        "assignee assigned_to zugewiesen_an zugeteilt_an zustaendig verantwortlich handled_by bearbeitet_von "
        "bearbeiter bearbeiterin"
    ),
    (
        "created_by entered_by recorded_by creator ersteller erstellt_von angelegt_von erfasst_von eingetragen_von "
        "erstellerin"
    ),
    "updated_by changed_by modified_by last_changed_by geaendert_von aktualisiert_von bearbeitet_durch",
    (
        "approved_by approver authorised_by authorized_by signed_off_by genehmigt_von freigegeben_von bewilligt_von "
        "genehmiger"
    ),
    "sold_by verkauft_von seller salesperson sales_rep verkaeuferin",
    (
        "contact_person contact_name point_of_contact ansprechpartner ansprechp ansprechpartnerin kontaktname "
        "kontaktperson contact"
    ),
    (
        "field_sales field_staff field_service aussendienst aussendienstler aussendienstmitarbeiter "
        "aussendienstmitarbeiterin"
    ),
    "cashier till_operator kassierer kassiererin kassenkraft cashiers",
    "driving_instructor driving_teacher fahrlehrer fahrlehrerin",
    "trainer ausbilder ausbilderin training_supervisor",
    "speaker referent referentin redner vortragender rednerin",
    "urgency dringlichkeit prioritaet priority prio",
    "status bearbeitungsstand bearbeitungsstatus current_state current_status processing_status",
    "comment comments note notes remark remarks bemerkung kommentar notiz anmerkung bem",
    "category kategorie kat kateg categ",
    "variety sort sorte varietaet",
    "gender geschlecht geschl",
    "first_name vorname vname",
    "last_name nachname nname zuname_name familienname",
    "active aktiv enabled is_active",
    "completed erledigt fertig finished abgeschlossen is_done",
    "paid_flag is_paid bezahlt paid settled beglichen",
    "cancelled canceled storniert abgesagt voided is_cancelled",
    "blocked locked gesperrt blockiert banned is_blocked is_locked",
    "regular_customer loyal_customer stammkunde stammkundin stammgast regular_guest",
    "vegetarian vegetarisch veggie meatless fleischlos is_vegetarian",
    "vegan is_vegan",
    "neutered kastriert castrated spayed sterilisiert is_neutered",
    "furnished moebliert eingerichtet is_furnished",
    "wheelchair_accessible barrierefrei accessible barrier_free rollstuhlgerecht is_accessible",
    "mandatory compulsory obligatory pflicht verpflichtend obligatorisch verbindlich is_mandatory",
    "in_stock verfuegbar lieferbar vorraetig auf_lager is_available",
    "reminded dunned gemahnt is_reminded",
    "employment_level fte pensum beschaeftigungsgrad stellenumfang arbeitspensum employment_percentage",
    "insured is_insured versichert",
    "description descr beschr beschreibung",
    "total_price gesamtpreis ges_preis line_total total_cost endpreis positionsbetrag",
    "birth_year year_of_birth geb_jahr geburtsjahr",
    "year_built construction_year year_of_construction baujahr bj",
    "first_registration ez erstzulassung ez_datum date_of_first_registration",
    "target_quantity planned_quantity soll_menge sollmenge planmenge plan_menge",
    "actual_quantity ist_menge istmenge",
    (
        "planned_hours target_hours soll_std sollstunden geplante_stunden planstunden plan_std plan_stunden "
        "estimated_hours"
    ),
    "actual_hours ist_std iststunden tatsaechliche_stunden ist_stunden",
    "planned_cost planned_costs plan_kosten plankosten budgeted_cost",
    "actual_cost actual_costs ist_kosten istkosten",
    "target_amount zielbetrag sollbetrag ziel_betrag goal_amount",
    "overtime overtime_hours ueberstunden ueber_std",
    "remaining_vacation vacation_left remaining_leave resturlaub rest_urlaub",
    "maiden_name birth_name geb_name geburtsname",
    "country_code land_kz laenderkz land_code",
    "satisfaction satisfaction_score zufriedenheit zufriedenheitswert",
    "resolution_time time_to_resolve loesungszeit resolution_hours bearbeitungsdauer loesungsdauer",
    "cycle_time turnaround_time durchlaufzeit throughput_time",
    "driving_time travel_time fahrzeit fahrtzeit reisezeit",
    "break_time pausenzeit pause_min pausendauer pause_minuten",
    "employee_count number_of_employees headcount mitarbeiterzahl anz_ma ma_anzahl",
    "emergency_contact notfallkontakt notfallnummer",
    "health_insurance krankenkasse krankenversicherung kk_name kasse sick_fund",
)
