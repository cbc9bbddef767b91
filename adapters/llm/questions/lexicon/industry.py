"""Industry: machines, orders of production, scrap, quality and maintenance."""

GROUPS: tuple[str, ...] = (
    "downtime_minutes stillstandsminuten ausfallminuten",
    "production_order manufacturing_order fertigungsauftrag produktionsauftrag werksauftrag betriebsauftrag",
    "machine_park maschinenpark",
    "good_parts good_quantity quantity_good good_pieces ok_parts gutteile gutmenge gutstueck gute_teile",
    (
        "scrap scrap_quantity scrapped_quantity rejects rejected_quantity bad_parts scrap_parts ausschuss "
        "ausschussmenge ausschussteile schlechtteile nio_teile"
    ),
    "scrap_rate reject_rate defect_rate ausschussquote ausschussrate fehlerquote fehlerrate",
    "rework rework_quantity reworked_quantity nacharbeit nacharbeitsmenge nachbearbeitung",
    "planned_quantity target_quantity sollmenge planmenge geplante_menge sollstueckzahl",
    (
        "produced_quantity quantity_produced actual_quantity output_quantity output produced_qty produktionsmenge "
        "produzierte_menge gefertigte_menge istmenge produzierte_stueckzahl"
    ),
    (
        "downtime stoppage standstill machine_downtime stillstand stillstandszeit "
        "stillstand_min maschinenstillstand ausfallzeit"
    ),
    "downtime_reason stillstandsgrund ausfallgrund stoppage_reason",
    "setup_time changeover_time set_up_time setup_minutes ruestzeit ruestminuten umruestzeit",
    "cycle_time takt_time taktzeit zykluszeit",
    "throughput_time durchlaufzeit flow_time",
    (
        "operating_hours machine_hours hours_run engine_hours running_hours betriebsstunden maschinenstunden "
        "laufstunden betriebsstundenzaehler"
    ),
    "running_time run_time betriebszeit operating_time",
    "routing work_plan arbeitsplan arbeitsplaene",
    "operation work_step process_step production_step arbeitsgang arbeitsvorgang arbeitsschritt fertigungsschritt",
    "bill_of_materials bill_materials bom bill_of_material bill_material stueckliste bom_item stuecklistenposition",
    "semi_finished_goods semi_finished_product halbfabrikat halbzeug halberzeugnis",
    "finished_goods finished_product end_product fertigerzeugnis fertigware endprodukt fertigprodukt",
    "mold mould gussform giessform spritzgussform spritzgusswerkzeug",
    "work_center work_centre workstation work_station arbeitsplatz arbeitsstation",
    "line linie",
    "production_line linie fertigungslinie produktionslinie montagelinie fertigungsstrasse",
    "machine_operator operator bediener maschinenbediener bedienerin werker anlagenbediener",
    "shift_leader shift_supervisor schichtleiter schichtfuehrer",
    "quality_check quality_inspection quality_test qualitaetspruefung qualitaetskontrolle qs_pruefung",
    "inspector tester pruefer prueferin pruefperson checked_by inspected_by geprueft_von qualitaetspruefer",
    (
        "inspection_date inspected_at inspected_on check_date checked_at checked_on test_date tested_at "
        "pruefdatum geprueft_am prueftermin"
    ),
    "inspection_result test_result check_result pruefergebnis pruefungsergebnis testergebnis",
    "characteristic pruefmerkmal merkmal",
    "measured_value messwert gemessener_wert",
    "setpoint target_value nominal_value set_point sollwert zielwert",
    "lower_limit lower_tolerance untergrenze untere_grenze untere_toleranz unterer_grenzwert",
    "upper_limit upper_tolerance obergrenze obere_grenze obere_toleranz oberer_grenzwert",
    "sample_size stichprobenumfang stichprobengroesse",
    "random_sample stichprobe",
    "defect_type error_type fault_type failure_type fehlerart fehlertyp mangelart fehlerbild stoerungsart fault_kind",
    "root_cause cause failure_cause cause_of_failure cause_failure fault_cause fehlerursache stoerungsursache ursache",
    "defect fault fehler mangel defekt",
    "nonconformity non_conformity ncr deviation_report abweichungsbericht nichtkonformitaet",
    "corrective_action korrekturmassnahme abstellmassnahme",
    "massnahme action corrective_action measure",
    "audit auditierung",
    "gauge measuring_equipment measuring_device test_equipment pruefmittel messmittel messgeraet",
    "last_calibration calibrated_at calibrated_on letzte_kalibrierung kalibriert_am",
    "next_calibration calibration_due calibration_due_date naechste_kalibrierung kalibrierung_faellig",
    "oee overall_equipment_effectiveness gesamtanlageneffektivitaet anlageneffektivitaet",
    "defect_costs failure_costs quality_costs fehlerkosten qualitaetskosten",
    "number_of_defects defect_count anzahl_fehler fehleranzahl fehlerzahl",
    "maintenance maintenance_task maintenance_job service_job wartung wartungsarbeit wartungsauftrag instandhaltung",
    "maintenance_plan maintenance_schedule wartungsplan",
    "maintenance_contract service_contract wartungsvertrag servicevertrag",
    ("failure breakdown fault faults malfunction machine_failure stoerung ausfall stoerfall panne maschinenausfall"),
    "repair repairs instandsetzung reparatur",
    "spare_part replacement_part ersatzteil verschleissteil wear_part",
    (
        "last_maintenance last_service last_maintenance_date last_service_date last_serviced letzte_wartung "
        "zuletzt_gewartet letzter_service"
    ),
    (
        "next_maintenance next_service maintenance_due next_service_date next_maintenance_date service_due "
        "naechste_wartung wartung_faellig wartung_faellig_am naechster_service"
    ),
    "maintenance_interval service_interval wartungsintervall",
    "maintenance_cost maintenance_costs service_costs wartungskosten instandhaltungskosten",
    "repair_cost repair_costs reparaturkosten cost_of_repair cost_repair instandsetzungskosten",
    "parts_cost spare_parts_cost ersatzteilkosten teilekosten cost_of_parts cost_parts",
    "material_cost materials_cost material_costs materialkosten cost_of_materials cost_materials",
    "labor_cost labour_cost labor_costs labour_costs wage_costs lohnkosten arbeitskosten",
    "labor_hours arbeitszeit labour_hours man_hours work_hours arbeitsstunden lohnstunden arbeitszeit_h hours_worked",
    (
        "commissioning_date commissioned_at commissioned_on in_service_since commissioning inbetriebnahme "
        "inbetriebnahmedatum in_betrieb_seit"
    ),
    "decommissioning_date decommissioned_at decommissioned_on decommissioning ausserbetriebnahme stilllegung",
    "acquisition_cost acquisition_costs acquisition_value anschaffungskosten anschaffungswert",
    (
        "acquisition_date acquired_on acquired_at anschaffungsdatum purchase_date beschaffungsdatum "
        "date_acquired erwerbungsdatum erwerbsdatum ankaufsdatum zugangsdatum erworben_am"
    ),
    "machine_number machine_no equipment_number asset_number maschinennummer maschinen_nr geraetenummer anlagennummer",
    "machine_type maschinentyp maschinenart",
    "reported_at reported_on report_date reported_date gemeldet_am meldedatum",
    "fixed_at resolved_at fixed_on fixed behoben repaired_at behoben_am behebungsdatum",
    "urgency dringlichkeit",
    (
        "warranty_until warranty_end warranty_expiry warranty_expires warranty_end_date garantie_bis garantieende "
        "garantieablauf gewaehrleistung_bis gewaehrleistungsende"
    ),
    "warranty_period warranty_months garantie_monate garantiezeit garantiedauer gewaehrleistungsfrist",
    "useful_life service_life lifespan nutzungsdauer lebensdauer lifetime",
    "residual_value restwert",
    "book_value buchwert",
    "fault_report failure_report stoermeldung stoerungsmeldung",
    "fault_date failure_date stoerungsdatum ausfalldatum",
    "foreman vorarbeiter polier",
    "assembly_time montagezeit",
    "energy_cost energy_costs energiekosten stromkosten electricity_cost",
    "raw_material feedstock rohstoff ausgangsstoff",
    "supplier_rating vendor_rating lieferantenbewertung",
    "conveyor conveyor_belt foerderband",
    "compressor kompressor verdichter",
    "spindle spindel",
    "lathe drehmaschine drehbank",
    "milling_machine fraesmaschine",
    "grinding_machine schleifmaschine",
    "injection_molding_machine spritzgussmaschine spritzgiessmaschine",
    "packaging_machine verpackungsmaschine",
    "lubricant schmierstoff schmiermittel",
    "hydraulics hydraulik",
    "bearing waelzlager kugellager",
    "oil_change oelwechsel",
)
