"""Work: employees, companies, projects, hours."""

GROUPS: tuple[str, ...] = (
    (
        "employee staff worker mitarbeiter mitarbeiterin angestellter beschaeftigter personal belegschaft emp "
        "arbeitnehmer angestellte beschaeftigte mitarbeitende kollegium workforce ma mitarb staff_member"
    ),
    "employer arbeitgeber",
    "colleague coworker kollege kollegin",
    "company firm corporation firma unternehmen betrieb gesellschaft comp firmen",
    "organization organisation org",
    "department dept abteilung fachbereich abt division",
    "team arbeitsgruppe",
    (
        "manager mgr supervisor boss superior vorgesetzter chef chefin fuehrungskraft vorgesetzte line_manager "
        "teamchef leiter leiterin leitung"
    ),
    "executive geschaeftsfuehrer vorstand direktor",
    "head_of_department department_head abteilungsleiter abteilungsleiterin abteilungsleitung",
    "team_lead team_leader teamleiter gruppenleiter",
    "ceo geschaeftsleitung",
    (
        "sales_rep salesperson sales_representative salesman verkaeufer vertreter vertriebsmitarbeiter aussendienst "
        "vertrieblerin vertriebler account_executive account_manager verkaufsberater"
    ),
    "clerk case_worker sachbearbeiter sachbearbeiterin case_handler handler sb officer",
    "secretary assistant sekretaer sekretaerin assistent assistentin",
    "engineer ingenieur ingenieurin",
    "technician techniker technikerin monteur mechatroniker servicetechniker",
    "mechanic mechaniker mechanikerin schlosser",
    "electrician elektriker elektrikerin",
    "plumber installateur klempner",
    (
        "craftsman tradesman handwerker handwerksbetrieb handwerkerin gewerk tradesperson tradespeople "
        "craftsmen tradesmen"
    ),
    "developer programmer entwickler entwicklerin programmierer",
    "consultant adviser advisor berater beraterin",
    "lawyer attorney solicitor anwalt rechtsanwalt anwaeltin",
    "accountant buchhalter buchhalterin",
    "auditor pruefer wirtschaftspruefer",
    "freelancer contractor freiberufler selbststaendiger",
    "subcontractor subunternehmer nachunternehmer",
    "service_provider dienstleister",
    "apprentice trainee auszubildender azubi lehrling",
    "intern praktikant praktikantin",
    "agent vermittler agentin",
    "operator bediener maschinenfuehrer",
    "inspector inspektor kontrolleur",
    "guard security_guard waechter wachmann",
    "cleaner cleaning_staff reinigungskraft putzkraft",
    (
        "job position job_title post_job occupation stelle beruf taetigkeit stellenbezeichnung berufsbezeichnung "
        "jobtitle jobtitel"
    ),
    "job_opening job_posting stellenanzeige stellenausschreibung offene_stelle job_advert job_ad job_advertisement",
    "profession berufsstand",
    "job_application bewerbung stellenbewerbung",
    "interview vorstellungsgespraech bewerbungsgespraech jobinterview job_interview",
    "salary wage pay gehalt lohn verdienst einkommen sal income",
    (
        "hourly_rate hourly_wage stundenlohn stundensatz price_per_hour stundenpreis hourly_price hourly_fee "
        "preis_pro_stunde price_hour"
    ),
    "annual_salary yearly_salary jahresgehalt",
    "monthly_salary monatsgehalt",
    (
        "payroll gehaltsabrechnung lohnabrechnung payslip pay_slip paystub pay_stub wage_slip salary_slip payroll_run "
        "gehaltszettel lohnzettel verdienstabrechnung entgeltabrechnung lohnschein bezuegeabrechnung "
        "gehaltsnachweis"
    ),
    "bonus gratifikation sonderzahlung",
    (
        "commission provision courtage commission_rate provisionssatz provisionsprozent vermittlungsprovision "
        "commission_pct maklerprovision maklercourtage"
    ),
    "raise salary_increase gehaltserhoehung lohnerhoehung",
    (
        "hire_date hired hired_on hired_at employed_since date_hired eintrittsdatum einstellungsdatum eingestellt "
        "eingestellt_am eintritt angestellt_seit date_of_joining date_of_hire entry_date beschaeftigt_seit "
        "employment_start einstellungstermin date_of_employment beschaeftigungsbeginn"
    ),
    (
        "termination_date terminated_on leaving_date austrittsdatum kuendigungsdatum entlassungsdatum date_of_leaving "
        "last_working_day letzter_arbeitstag ausgeschieden_am beschaeftigungsende austritt"
    ),
    "termination kuendigung entlassung dismissal notice_of_termination",
    "resignation ruecktritt",
    "retirement ruhestand pensionierung",
    "employment employment_contract arbeitsverhaeltnis arbeitsvertrag anstellung beschaeftigung",
    "employment_type beschaeftigungsart anstellungsart",
    "full_time vollzeit",
    "part_time teilzeit",
    (
        "working_hours hours_worked worked_hours arbeitsstunden gearbeitete_stunden stundenzahl geleistete_stunden "
        "hours_booked hours_logged gebuchte_stunden logged_hours booked_hours"
    ),
    "overtime ueberstunden mehrarbeit ueberzeit overtime_hours extra_hours mehrarbeitsstunden ueberstundenzahl",
    "shift schicht arbeitsschicht dienstschicht",
    "absence abwesenheit fehlzeit",
    (
        "sick_leave sick_days krankheitstage krankmeldung krankheitstag sick_note krankschreibung "
        "krankheitsmeldung sickness_absence au_bescheinigung krankenstand"
    ),
    (
        "vacation leave annual_leave urlaub urlaubstage vacation_days ferientage holiday_leave vacation_entitlement "
        "leave_entitlement holiday_entitlement urlaubsanspruch leave_days jahresurlaub vacation_allowance "
        "holiday_allowance"
    ),
    "maternity_leave elternzeit mutterschutz",
    "home_office remote_work homeoffice telearbeit",
    "business_trip dienstreise geschaeftsreise",
    (
        "travel_expenses reisekosten reisespesen travel_costs travel_cost travel_expense fahrtkosten "
        "reisekostenabrechnung mileage_claim"
    ),
    (
        "timesheet time_entry time_record time_tracking zeiterfassung zeiteintrag stundenzettel zeitbuchung time_log "
        "time_booking work_log worklog stundennachweis arbeitszeitnachweis stundenbuchung timelog zeitnachweis "
        "leistungsnachweis time_entries"
    ),
    "attendance anwesenheit",
    "skill competence faehigkeit kompetenz kenntnis fertigkeit skills kenntnisse",
    "experience years_of_experience exp_years experience_years years_exp erfahrung berufserfahrung berufsjahre",
    "qualification qualifikation",
    "certificate certification zertifikat bescheinigung zertifizierung",
    "training further_training schulung weiterbildung fortbildung",
    (
        "performance_review appraisal mitarbeitergespraech leistungsbeurteilung beurteilung review_talk annual_review "
        "employee_review personalgespraech mitarbeiterbeurteilung appraisal_interview jahresgespraech"
    ),
    "performance performanz",
    "seniority dienstalter betriebszugehoerigkeit",
    (
        "employee_number personnel_number personalnummer mitarbeiternummer employee_no employee_nr employee_id "
        "personnel_no personnel_nr staff_number staff_no staff_id personalnr pers_nr persnr mitarbeiternr "
        "mitarbeiter_nr personal_nr ma_nr"
    ),
    "project projekt vorhaben proj",
    "project_manager project_lead project_leader projektleiter projektleiterin projektleitung",
    "project_member projektmitarbeiter projektmitglied",
    "task todo to_do aufgabe arbeitspaket to_dos todos action_item",
    "subtask teilaufgabe unteraufgabe",
    "milestone meilenstein",
    "assignment allocation zuweisung zuordnung einsatz",
    "assignee assigned_to zustaendiger bearbeiter zugewiesen",
    "responsible verantwortlicher verantwortlich zustaendig",
    "effort work_effort arbeitsaufwand aufwand",
    "estimate estimated schaetzung geschaetzt",
    "progress completion fortschritt fertigstellungsgrad",
    "meeting besprechung sitzung meetings",
    "agenda tagesordnung",
    "workload arbeitslast arbeitsbelastung",
    "service dienstleistung dienst",
    "maintenance servicing wartung instandhaltung",
    "repair_date repaired_at repaired_on reparaturdatum reparaturtermin",
    "maintenance_date service_date wartungsdatum wartungstermin",
    "repair repairs reparatur instandsetzung repair_job",
    "inspection inspektion pruefung begehung",
    "tool werkzeug",
    "works_council betriebsrat",
    "union trade_union gewerkschaft",
    "strike streik arbeitskampf",
    "legal_form rechtsform",
    "subsidiary tochtergesellschaft tochterunternehmen",
    "shareholder aktionaer gesellschafter",
    "startup neugruendung",
    "cooperative genossenschaft",
    "law_firm kanzlei anwaltskanzlei rechtsanwaltskanzlei anwaltsbuero",
    "mandate mandat",
    "mandant mandantin",
    "case fall akte vorgang case_file legal_case matter rechtsfall aktenvorgang legal_matter mandatsakte",
    "lawsuit court_case klage rechtsstreit gerichtsverfahren litigation gerichtsprozess",
    "plaintiff klaeger klaegerin",
    "defendant beklagter angeklagter",
    "agency agentur",
    "staff crew personnel team kollege kollegin team_member teammitglied personal crew_member crewmitglied besatzung",
    "agent bearbeiter sachbearbeiter supporter support_agent service_agent employee mitarbeiter supportmitarbeiter",
    "agent makler broker realtor vertreter maklerin immobilienmakler",
    "salesperson salespeople seller sales_agent verkaeufer vertriebler autoverkaeufer verkaufsberater rep",
    "mechanic technician mechaniker monteur techniker mechatroniker",
    "stage phase pipeline_stage sales_stage verkaufsphase stufe abschnitt",
    "employee colleague kollege kollegin coworker mitarbeiter",
    "department bereich ressort sparte geschaeftsbereich section abteilung amt fachamt dienststelle dezernat",
    "position role funktion rolle stelle job_title dienststellung",
    (
        "job job_posting vacancy opening job_opening stelle stellenanzeige stellenangebot jobangebot vakanz job_offer "
        "stellenausschreibung"
    ),
    "job_application application bewerbung",
    "leave absence abwesenheit time_off fehlzeit urlaubsantrag leave_request abwesenheitsantrag",
    "shift schicht dienst",
    "project bauprojekt bauvorhaben baustelle construction_project projekt",
    "service leistung dienstleistung serviceleistung",
    "nursery_teacher educator erzieher erzieherin kindergaertnerin kita_fachkraft",
    "recruiter personaler headhunter personalvermittler personalreferent hr_manager talent_scout",
    "task aufgabe activity aktivitaet todo",
    "repair_order repair reparatur werkstattauftrag reparaturauftrag werkstattbesuch",
)
