"""Crafts: building sites, trades, work on account, solar plants, utilities and waste."""

GROUPS: tuple[str, ...] = (
    "tool werkzeug tools geraet",
    "damage_report schadensmeldung schadensbericht schaden damage",
    "butcher fleischer metzger schlachter",
    "batch lot partie charge posten",
    "raw_coffee green_coffee rohkaffee",
    "roast roestung",
    "dark dunkel",
    "organic bio oekologisch",
    "client customer bauherr bauherrin kunde",
    "contractor construction_company building_contractor bauunternehmen bauunternehmer baufirma handwerksbetrieb",
    "system installation plant anlage solaranlage photovoltaikanlage pv_anlage",
    "worker arbeiter arbeiterin handwerker bauarbeiter construction_worker",
    "battery has_battery hat_speicher has_storage batteriespeicher",
    "energy_kwh electricity_kwh strommenge strom_kwh strom",
    "connector_type plug_type steckertyp steckerart anschlusstyp stecker",
    "contract_account vertragskonto",
    "construction_site building_site baustelle bauvorhaben job_site bauprojekt",
    "building_owner bauherr bauherrin",
    "site_manager construction_manager bauleiter bauleiterin bauleitung site_supervisor",
    "architect architekt architektin",
    "structural_engineer statiker tragwerksplaner",
    "construction_cost construction_costs building_cost building_costs baukosten",
    "construction_start start_of_construction start_construction baubeginn building_start",
    "construction_end end_of_construction end_construction bauende",
    "completion_date date_of_completion fertigstellungstermin fertigstellungsdatum baufertigstellung fertigstellung",
    (
        "acceptance_date acceptance accepted_at accepted_on final_acceptance abnahmedatum abnahme abgenommen_am "
        "bauabnahme abnahmetermin"
    ),
    (
        "progress_percent percent_complete completion_percent progress baufortschritt fertigstellungsgrad "
        "fortschritt_prozent fortschritt"
    ),
    "change_order variation_order nachtrag nachtraege nachtragsangebot nachtragsauftrag",
    "quantity_survey site_measurement aufmass aufmasse",
    "site_diary daily_report construction_diary bautagebuch tagesbericht bautagesbericht bautagebucheintrag",
    "subcontractor sub_contractor subunternehmer nachunternehmer nu subunternehmen",
    "fitter installer monteur monteurin",
    "journeyman geselle gesellin",
    "master_craftsman handwerksmeister meisterin",
    "laborer labourer hilfskraft hilfsarbeiter",
    "timesheet time_entry time_record stundenzettel stundennachweis stundeneintrag",
    "work_report service_report job_report arbeitsbericht servicebericht rapport regiebericht montagebericht",
    "hourly_rate stundensatz stundenverrechnungssatz verrechnungssatz",
    (
        "travel_cost travel_costs call_out_fee travel_charge anfahrt anfahrtskosten fahrtkosten anfahrtspauschale "
        "fahrkosten"
    ),
    "flat_rate lump_sum fixed_price pauschale pauschalpreis festpreis pauschalbetrag",
    "progress_invoice partial_invoice interim_invoice abschlagsrechnung teilrechnung zwischenrechnung",
    "final_invoice schlussrechnung endrechnung",
    "retention retention_amount sicherheitseinbehalt einbehalt",
    "construction_machine construction_machinery construction_equipment baumaschine baugeraet baumaschinen baugeraete",
    "scaffolding scaffold geruest gerueste geruestbau",
    "excavator bagger",
    "concrete_mixer betonmischer mischer",
    "building_material construction_material baustoff baumaterial",
    "tile fliese kachel",
    "insulation_material daemmstoff daemmmaterial",
    "warranty_defect gewaehrleistungsmangel",
    "acceptance_protocol abnahmeprotokoll",
    "planned_hours estimated_hours budgeted_hours geplante_stunden sollstunden planstunden kalkulierte_stunden",
    "actual_hours iststunden tatsaechliche_stunden",
    "billable_hours abrechenbare_stunden verrechenbare_stunden",
    "billable abrechenbar verrechenbar",
    "order_book order_backlog auftragsbestand",
    "chimney_sweep schornsteinfeger kaminkehrer",
    "roofer dachdecker dachdeckerin",
    "carpenter joiner tischler schreiner zimmermann zimmerer tischlerin schreinerin",
    "bricklayer mason maurer maurerin",
    "tiler fliesenleger fliesenlegerin",
    "house_painter lackierer anstreicher",
    "hairdresser barber friseur friseurin frisoer",
    "locksmith schluesseldienst",
    (
        "solar_system pv_system solar_installation pv_plant solar_plant pv_installation solaranlage pv_anlage "
        "photovoltaikanlage"
    ),
    "panel module solarmodul modul paneel pv_modul solar_module solar_panel",
    (
        "panel_count module_count panels modules number_of_panels number_of_modules modulanzahl "
        "anzahl_module modulzahl anzahl_solarmodule"
    ),
    (
        "installed_capacity rated_power peak_power nominal_power kwp capacity_kw capacity_kwp nennleistung "
        "peakleistung installierte_leistung anlagenleistung leistung_kwp leistung_kw power_kw spitzenleistung"
    ),
    (
        "energy_yield solar_yield yield_kwh generated_energy generated_kwh energy_produced energy_generated "
        "production_kwh generation_kwh stromertrag solarertrag ertrag_kwh erzeugter_strom erzeugte_energie "
        "erzeugung_kwh erzeugte_kwh"
    ),
    "self_consumption own_consumption eigenverbrauch eigenverbrauch_kwh",
    (
        "feed_in feed_in_kwh exported_kwh exported_energy grid_export einspeisung einspeisung_kwh eingespeist "
        "eingespeiste_kwh eingespeister_strom netzeinspeisung"
    ),
    "grid_import imported_kwh grid_consumption netzbezug strombezug netzbezug_kwh",
    "feed_in_tariff einspeiseverguetung einspeisetarif",
    "self_sufficiency autarky autarkiegrad autarkie",
    "battery_capacity storage_capacity speicherkapazitaet batteriekapazitaet speicher_kwh",
    "battery_storage batteriespeicher stromspeicher",
    "orientation ausrichtung himmelsrichtung",
    "tilt roof_pitch inclination dachneigung neigung",
    "roof_area dachflaeche",
    "annual_consumption yearly_consumption jahresverbrauch annual_usage yearly_usage",
    "base_price base_fee basic_charge standing_charge grundpreis grundgebuehr",
    "unit_rate price_per_kwh kwh_price energy_price arbeitspreis preis_kwh preis_pro_kwh kilowattstundenpreis",
    "monthly_advance monthly_installment monthly_instalment monatlicher_abschlag abschlag abschlagsbetrag",
    "additional_payment back_payment nachzahlung nachforderung",
    "grid_connection house_connection netzanschluss hausanschluss service_connection",
    "direct_debit_mandate sepa_mandate einzugsermaechtigung sepa_mandat lastschriftmandat",
    "charging_station charge_point charger wallbox ladepunkt ladesaeule ladestation charging_point",
    "charging_session charge_session ladevorgang ladesitzung",
    (
        "energy_charged energy_kwh charged_kwh kwh_charged charged_energy geladene_energie geladene_kwh lademenge "
        "geladener_strom"
    ),
    "charging_time charging_duration ladedauer ladezeit",
    "charging_power ladeleistung",
    "power_outage power_cut outage power_failure stromausfall versorgungsunterbrechung interruption",
    "affected_customers customers_affected affected_households betroffene_kunden betroffene_haushalte",
    "irradiance solar_radiation irradiation einstrahlung globalstrahlung sonneneinstrahlung",
    "wind_farm wind_park windpark",
    "solar_park solar_farm solarpark",
    "transmission_line freileitung",
    "water_supply wasserversorgung",
    "manhole schacht",
    "sewer kanal_abwasser kanalisation",
    "emptying collection pickup waste_pickup leerung entleerung bin_collection muellleerung abfuhr",
    (
        "waste_type waste_kind waste_fraction type_of_waste type_waste abfallart muellart abfallsorte "
        "abfallfraktion fraktion"
    ),
    (
        "waste_amount waste_weight waste_kg abfallgewicht waste_quantity amount_of_waste abfallmenge muellmenge "
        "waste_volume_total"
    ),
    "bin_size container_size bin_volume behaeltergroesse tonnengroesse behaeltervolumen",
    "emptying_fee waste_fee collection_fee leerungsgebuehr abfallgebuehr muellgebuehr",
    "collection_day pickup_day abfuhrtag leerungstag",
    "collection_interval collection_frequency emptying_interval abfuhrrhythmus leerungsintervall leerungsrhythmus",
    "disposal_company waste_contractor disposer entsorger entsorgungsunternehmen entsorgungsfachbetrieb",
    "disposal entsorgung",
    "disposal_cost disposal_costs entsorgungskosten",
    "landfill deponie",
    "recycling_center recycling_centre recycling_yard recyclinghof wertstoffhof recyclinghoefe wertstoffhoefe",
    "garbage_truck waste_truck refuse_truck muellwagen muellfahrzeug muellauto",
    "recycling_rate recyclingquote verwertungsquote",
    "weighbridge_ticket weigh_ticket weighing_slip wiegeschein",
    "weighing wiegung verwiegung",
)
