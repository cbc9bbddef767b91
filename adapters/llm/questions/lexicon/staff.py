"""Staff: contracts, pay, leave, time worked, and how people are found and hired."""

GROUPS: tuple[str, ...] = (
    "probation_end end_of_probation probation_end_date probezeitende probezeit_ende ende_der_probezeit",
    "probation probationary_period probezeit",
    (
        "gross_salary gross_pay gross_wage gross_wages gross_earnings bruttogehalt bruttolohn bruttoverdienst "
        "bruttoentgelt"
    ),
    "net_salary net_pay net_wage net_wages take_home_pay nettogehalt nettolohn nettoverdienst nettoentgelt",
    "gross_annual_salary annual_gross_salary annual_gross_pay bruttojahresgehalt jahresbrutto annual_salary",
    (
        "annual_salary yearly_pay annual_pay annual_wage jahresgehalt jahreslohn jahresverdienst "
        "jahreseinkommen gehalt_jahr"
    ),
    (
        "weekly_hours hours_per_week weekly_working_hours contracted_hours contract_hours wochenstunden "
        "wochenarbeitszeit stunden_pro_woche"
    ),
    (
        "remaining_vacation remaining_leave vacation_left leave_balance vacation_balance resturlaub resturlaubstage "
        "urlaubskonto"
    ),
    "absence_days days_absent days_of_absence absent_days fehltage abwesenheitstage",
    "absence_type leave_type type_of_absence type_of_leave abwesenheitsart fehlzeitart fehlgrund absence_reason",
    "leave_request vacation_request holiday_request time_off_request urlaubsantrag abwesenheitsantrag",
    "parental_leave elternzeit paternity_leave",
    "wage_tax payroll_tax lohnsteuer",
    "income_tax einkommensteuer",
    (
        "social_security social_security_contribution social_insurance sozialversicherung sozialabgaben sv_beitrag "
        "sv_beitraege"
    ),
    "pension_insurance pension_contribution rentenversicherung rentenbeitrag rentenversicherungsbeitrag",
    "unemployment_insurance arbeitslosenversicherung",
    "church_tax kirchensteuer",
    "solidarity_surcharge solidaritaetszuschlag",
    "company_pension occupational_pension betriebsrente betriebliche_altersvorsorge altersvorsorge",
    "employer_cost personnel_cost staff_cost labor_cost labour_cost personalkosten lohnkosten arbeitgeberkosten",
    "wage_type pay_type lohnart",
    "pay_period payroll_period payroll_month abrechnungsmonat lohnmonat gehaltsmonat pay_month",
    "pay_grade salary_grade salary_band pay_scale gehaltsstufe lohngruppe entgeltgruppe gehaltsgruppe tarifgruppe",
    "bonus premium_pay bonuszahlung leistungspraemie praemienzahlung leistungsbonus",
    "christmas_bonus thirteenth_salary weihnachtsgeld",
    "holiday_pay vacation_pay urlaubsgeld",
    "minimum_wage mindestlohn",
    "salary_advance wage_advance gehaltsvorschuss lohnvorschuss",
    "company_car dienstwagen firmenwagen dienstfahrzeug firmenfahrzeug geschaeftswagen",
    "break_minutes break_time pause pausenzeit pausenminuten pausendauer pausen rest_break",
    "clock_in clocked_in punch_in clock_in_time eingestempelt kommt_zeit kommen_zeit einstempelzeit arbeitsbeginn",
    "clock_out clocked_out punch_out clock_out_time ausgestempelt geht_zeit gehen_zeit ausstempelzeit arbeitsende",
    "duty_roster rota shift_plan shift_schedule work_schedule dienstplan schichtplan einsatzplan",
    "einsatzplanung arbeitseinsatz",
    (
        "working_time_account time_account flextime_balance arbeitszeitkonto zeitkonto stundenkonto gleitzeitkonto "
        "gleitzeitsaldo"
    ),
    "flextime flexitime gleitzeit",
    "written_warning formal_warning warning_letter abmahnung",
    "termination_reason reason_for_termination reason_for_leaving exit_reason kuendigungsgrund austrittsgrund",
    "severance severance_pay redundancy_pay abfindung abfindungszahlung",
    "reference_letter employment_reference arbeitszeugnis",
    "target_agreement goal_agreement zielvereinbarung performance_goal",
    "workplace place_of_work work_location arbeitsort einsatzort arbeitsstaette dienstort",
    "health_insurer health_insurance_company krankenkasse krankenversicherer health_insurance_fund",
    "head_of_department abteilungsleitung bereichsleiter bereichsleiterin department_manager",
    "personnel_department hr_department personalabteilung personalwesen human_resources",
    (
        "headcount number_of_employees employee_count staff_count mitarbeiterzahl mitarbeiteranzahl "
        "beschaeftigtenzahl personalbestand"
    ),
    "fluctuation staff_turnover employee_turnover attrition fluktuation fluktuationsrate",
    "full_time_equivalent vollzeitaequivalent stellenanteil vollzeitstelle",
    (
        "temporary_worker temp_worker agency_worker leased_employee leiharbeiter zeitarbeiter leiharbeitnehmer "
        "zeitarbeitskraft"
    ),
    "temporary_employment temp_work temp_agency_work zeitarbeit leiharbeit arbeitnehmerueberlassung",
    "temporary_help casual_worker aushilfe aushilfskraft hilfskraft",
    "working_student student_assistant werkstudent werkstudentin studentische_hilfskraft",
    "work_permit residence_permit arbeitserlaubnis aufenthaltstitel",
    "work_accident workplace_accident occupational_accident arbeitsunfall",
    "desired_salary expected_salary salary_expectation gehaltswunsch gehaltsvorstellung wunschgehalt",
    (
        "application_date applied_on applied_at date_applied date_of_application bewerbungsdatum beworben_am "
        "bewerbungseingang bewerbungstag"
    ),
    "posted_on ausgeschrieben_am ausschreibungsdatum date_posted advertised_on",
    "available_from available_on earliest_start verfuegbar_ab fruehester_eintritt frei_ab verfuegbar_seit",
    "received_on received_at date_received eingang eingangsdatum eingegangen_am erhalten_am receipt_date",
    "job_interview vorstellungsgespraech bewerbungsgespraech einstellungsgespraech kennenlerngespraech",
    "interviewer gespraechsfuehrer",
    "interview_date gespraechstermin interviewtermin gespraechsdatum",
    "shortlist engere_auswahl vorauswahl preselection",
    "placement job_placement stellenvermittlung personalvermittlung arbeitsvermittlung",
    "placement vermittlung vermittelte_stelle",
    "placement_fee recruitment_fee finders_fee vermittlungshonorar vermittlungsgebuehr",
    "job_board job_portal jobboerse stellenboerse jobportal stellenportal",
    "cv curriculum_vitae lebenslauf",
    "cover_letter motivation_letter anschreiben motivationsschreiben",
    "trial_day trial_work probearbeiten probetag probearbeitstag",
    "start_of_employment first_working_day erster_arbeitstag arbeitsantritt",
    "time_to_hire besetzungsdauer time_to_fill",
    "hiring_manager einstellender_manager fachvorgesetzter",
    "seniority_level experience_level career_level erfahrungsstufe karrierestufe erfahrungslevel",
    "education educational_background schulabschluss bildungsabschluss ausbildung",
    "language_skill language_skills sprachkenntnis sprachkenntnisse",
    "onboarding einarbeitung",
    "next_of_kin emergency_contact notfallkontakt",
    "job_application_status application_status bewerbungsstatus bewerbungsstand",
    "safety_instruction safety_briefing unterweisung sicherheitsunterweisung",
    "commute commuting_distance arbeitsweg fahrtweg",
    "night_bonus night_shift_bonus nachtzuschlag night_allowance nachtschichtzuschlag",
    "holiday_bonus holiday_surcharge feiertagszuschlag",
    "sunday_bonus sunday_surcharge sonntagszuschlag",
    "shift_bonus shift_allowance schichtzuschlag schichtzulage",
    "shift_type type_of_shift schichtart dienstart",
    "benefit fringe_benefit zusatzleistung sozialleistung",
    "work_equipment equipment arbeitsmittel",
    "severely_disabled schwerbehindert schwerbehinderung",
    "job_grade pay_grade gehaltsstufe entgeltgruppe",
    "qualification skill qualifikation",
    "overtime_account overtime_balance ueberstundenkonto ueberstundensaldo",
    "overtime_pay ueberstundenverguetung ueberstundenzuschlag",
    "flat_rate_expense spesenpauschale",
)
