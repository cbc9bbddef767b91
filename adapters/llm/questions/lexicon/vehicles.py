"""Vehicles: cars and their data, dealers, workshops and fuel."""

GROUPS: tuple[str, ...] = (
    "vehicle fahrzeug fuhrpark fleet",
    "make hersteller manufacturer automarke",
    (
        "license_plate plate nummernschild amtliches_kennzeichen registration_number reg_no reg_number "
        "number_plate kennzeichen amtl_kennzeichen autonummer kfz_kennzeichen"
    ),
    (
        "first_registration first_registered zugelassen_am zulassungsdatum first_registered_on "
        "erstzulassung ez date_of_first_registration erstzulassungsdatum"
    ),
    "horsepower hp leistung power_hp engine_power ps leistung_ps motorleistung",
    "engine_capacity cubic_capacity hubraum hubraum_ccm engine_size displacement",
    "transmission gearbox gear_type transmission_type getriebe getriebeart schaltung",
    "vin chassis_number fahrgestellnummer fahrgestellnr fgnr fin fahrzeugidentifikationsnummer fahrzeug_identnummer",
    (
        "previous_owners number_of_owners prior_owners previous_owner vorbesitzer anzahl_vorbesitzer vorhalter "
        "anzahl_halter"
    ),
    "exterior_color exterior_colour paint_color body_color aussenfarbe lackfarbe lackierung wagenfarbe",
    "interior upholstery polsterung innenausstattung",
    "number_of_doors door_count anzahl_tueren tuerenzahl tueranzahl",
    "number_of_seats seat_count anzahl_sitze sitzplatzzahl sitzanzahl",
    "body_type body_style karosserieform karosserie aufbauart karosserietyp fahrzeugform",
    "vehicle_type fahrzeugart fahrzeugtyp fahrzeugklasse vehicle_class vehicle_category fahrzeugkategorie",
    "accident_free unfallfrei accident_damage_free",
    "days_in_stock days_on_lot standtage standzeit standzeit_tage stock_days",
    "trade_in trade_in_value inzahlungnahme inzahlungnahmewert in_zahlung_genommen",
    "financing finanzierung",
    "balloon_payment schlussrate",
    "handover handover_date uebergabe uebergabedatum uebergabetermin",
    "model_year modelljahr",
    "top_speed max_speed hoechstgeschwindigkeit maximum_speed vmax spitzengeschwindigkeit",
    "electric_range range range_km reichweite reichweite_km",
    "drive_type drivetrain antriebsachse antriebskonzept",
    "test_drive testfahrt probefahrt",
    "repair_order service_order workshop_order werkstattauftrag reparaturauftrag workshop_job",
    "workshop_appointment service_appointment werkstatttermin servicetermin",
    "workshop_visit werkstattbesuch werkstattaufenthalt",
    "used_car pre_owned_car second_hand_car gebrauchtwagen gebrauchtfahrzeug used_vehicle",
    "new_car new_vehicle neuwagen neufahrzeug",
    "dealership car_dealership dealer car_dealer autohaus haendler autohaendler vertragshaendler",
    "tire_storage tyre_storage reifeneinlagerung raedereinlagerung",
    "recall recall_campaign rueckruf rueckrufaktion",
    "service_advisor serviceberater kundendienstberater serviceberaterin",
    "labor_units labour_units work_units arbeitswerte",
    "fuel_consumption spritverbrauch kraftstoffverbrauch consumption_l_100km verbrauch_l_100km benzinverbrauch",
    "fuel sprit kraftstoff treibstoff",
    "fuel_type spritart spritsorte kraftstoffart kraftstoffsorte fuel_kind antriebsart",
    (
        "refueling refuelling fueling fuel_log fill_up refuel fuel_stop fuel_entry fuel_receipt tankvorgang tankung "
        "betankung tankbeleg tankfuellung"
    ),
    "fuel_cost fuel_costs spritkosten tankkosten kraftstoffkosten benzinkosten",
    (
        "price_per_liter price_per_litre fuel_price liter_price literpreis preis_pro_liter spritpreis "
        "kraftstoffpreis benzinpreis"
    ),
    "refueled_liters fuel_liters fuel_quantity liters_filled getankte_liter tankmenge getankte_menge",
    "liters litres liter litre",
    "fuel_card tankkarte",
    (
        "technical_inspection_due mot_due mot_date mot_expiry tuev_bis hu_faellig naechste_hu tuev hauptuntersuchung "
        "tuev_termin naechster_tuev tuev_faellig inspection_due next_inspection"
    ),
    "lease_rate leasing_rate lease_payment leasing_fee monthly_lease leasingrate leasingrate_monatlich",
    "lease_end leasing_end leasingende leasingablauf",
    "leasing_company lessor leasinggesellschaft leasinggeber",
    "emission_class emission_standard euro_class euro_norm schadstoffklasse abgasnorm euronorm emissionsklasse",
    "co2_emissions co2 co2_emission co2_kg co2_ausstoss co2_emissionen carbon_emissions",
    "vehicle_tax car_tax kfz_steuer",
    "insurance_cost versicherungskosten",
    "company_car firmenwagen dienstwagen geschaeftswagen",
    "pool_vehicle poolfahrzeug",
    "accident_date date_of_accident unfalldatum unfalltag schadendatum schadensdatum",
    "at_fault unfallschuld selbstverschuldet verschuldet",
    "winter_tires winter_tyres winterreifen",
    "summer_tires summer_tyres sommerreifen",
    "car_wash autowaesche waschanlage",
    "towing abschleppdienst abschleppung",
    "roadside_assistance pannenhilfe",
    "car_sharing carsharing",
    "rental_days miettage mietdauer rental_duration",
    "kilometers_included free_kilometers inklusivkilometer freikilometer",
    "return_station dropoff_station rueckgabestation",
    "pickup_station abholstation_mietwagen ausgabestation",
)
