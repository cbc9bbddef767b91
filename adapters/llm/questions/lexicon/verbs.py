"""Verbs: what people say is done, and the columns and tables which that speaks of."""

from collections.abc import Mapping
from functools import cache

from adapters.llm.questions.lexicon.deeds import DEEDS
from adapters.llm.questions.lexicon.doings import DOINGS
from adapters.llm.questions.lexicon.making import MAKING

ACTIONS: tuple[tuple[str, str], ...] = (
    ("report_to reports_to reporting_to works_for work_for working_for", "manager supervisor"),
    ("earn earns earned earning verdienen verdient verdiente verdienst", "salary income gehalt"),
    ("cost costs costing kosten kostet kostete gekostet", "price cost preis fee"),
    (
        (
            "pay pays paid payed paying paid_out payed_out pay_out bezahlen bezahlt bezahlte zahlen zahlt zahlte "
            "gezahlt beglichen begleichen"
        ),
        "payment paid payment_date amount payout",
    ),
    ("owe owes owed owing schulden schuldet schuldete geschuldet", "open_amount open_item debt balance amount"),
    ("spend spends spent spending ausgeben ausgegeben gibt_aus gaben_aus", "expense amount total order payment"),
    ("charge charges charged berechnen berechnet berechnete", "fee amount price invoice"),
    ("bill bills billed invoice invoiced fakturiert fakturieren abgerechnet abrechnen", "invoice invoice_date"),
    (
        "live lives lived living reside resides resided wohnen wohnt wohnte wohnten gewohnt lebt leben lebte lebten",
        "city residence address place country",
    ),
    ("ansaessig sitzen sitzt residiert", "city place headquarters"),
    ("locate located situated liegt liegen lag gelegen befindet befinden steht stehen", "city place address country"),
    ("born geboren", "date_of_birth birthplace birth_year"),
    ("died dying sterben stirbt starb starben gestorben verstorben", "date_of_death death"),
    ("marry marries married heiraten heiratet heiratete geheiratet verheiratet", "marital_status wedding"),
    ("sign signs signed", "joined registration_date registration"),
    ("hire hires hired hiring einstellen eingestellt angestellt anstellen engagiert", "hire_date employee"),
    (
        "join joins joined joining beitreten beigetreten eingetreten eintreten trat_ein tritt_bei",
        "joined hire_date registration_date",
    ),
    (
        ("leave leaves left leaving verlassen verlaesst verliess ausgetreten ausgeschieden ausscheiden"),
        "left_on termination_date move_out",
    ),
    (
        "fires fired dismissed lay_off entlassen entlaesst gekuendigt kuendigt kuendigte kuendigen",
        "termination_date termination contract_end",
    ),
    ("retire retires retired pensioniert", "retirement pension"),
    (
        "work works worked working arbeiten arbeitet arbeitete arbeiteten gearbeitet beschaeftigt taetig",
        "department employee company working_hours shift job",
    ),
    ("employ employs employed employing beschaeftigen beschaeftigte", "employee company employer"),
    (
        "manage manages managed managing lead leads led leading leiten leitet leitete geleitet fuehrt fuehren gefuehrt",
        "manager head_of_department property_manager project_manager lead",
    ),
    (
        "supervise supervises supervised beaufsichtigen beaufsichtigt betreuen betreut betreute",
        "manager caregiver responsible",
    ),
    ("report reports reported reporting melden meldet meldete gemeldet", "reporter manager created"),
    ("assign assigns assigned assigning zuweisen zugewiesen zuordnen zugeordnet zugeteilt", "assignee assignment"),
    ("handle handles handled process processes processed bearbeiten bearbeitet bearbeitete", "assignee clerk status"),
    ("order orders ordered ordering bestellen bestellt bestellte bestellten beauftragt", "order order_date"),
    (
        "buy buys bought buying purchase purchases purchased kaufen kauft kaufte kauften gekauft erworben erwerben",
        "order purchase invoice sale ticket purchase_date",
    ),
    (
        "sell sells sold selling verkaufen verkauft verkaufte verkauften absetzen abgesetzt",
        "sale order revenue quantity seller deal ticket contract",
    ),
    ("supply supplies supplied supplying beliefern beliefert", "supplier delivery"),
    (
        (
            "deliver delivers delivered delivering liefern liefert lieferte lieferten geliefert ausgeliefert "
            "zustellen zugestellt liefert_aus stellt_zu"
        ),
        "delivery delivery_date supplier shipment parcel",
    ),
    (
        (
            "ship ships shipped shipping send sends sent versenden versendet verschickt verschicken versandt "
            "schicken geschickt schickt"
        ),
        "shipping_date delivery carrier shipment parcel",
    ),
    (
        "receive receives received receiving erhalten erhaelt erhielt bekommen bekommt bekam empfangen empfaengt",
        "recipient delivery arrival",
    ),
    (
        (
            "return returns returned returning zurueckgeben zurueckgegeben zurueckgeschickt zurueckgesendet "
            "retourniert zurueckgebracht zurueckgibt gibt_zurueck gab_zurueck"
        ),
        "return return_date",
    ),
    ("exchange exchanges exchanged umtauschen umgetauscht", "exchange replaced"),
    ("refund refunds refunded erstatten erstattet zurueckerstattet", "refund"),
    (
        "cancel cancels cancelled canceled cancelling stornieren storniert stornierte absagen abgesagt",
        "cancellation status",
    ),
    (
        (
            "produce produces produced producing manufacture manufactures manufactured herstellen hergestellt "
            "produzieren produziert produzierte fertigen gefertigt"
        ),
        "manufacturer production producer production_date",
    ),
    ("make makes gemacht stellt_her", "manufacturer brand production"),
    ("store stores stored storing lagern lagert gelagert eingelagert", "warehouse stock shelf"),
    ("stock stocks stocked vorraetig vorhanden lieferbar", "stock"),
    ("cover covers covered abdecken abgedeckt", "coverage"),
    ("consume consumes consumed consuming verbrauchen verbraucht verbrauchte verbrauchten", "consumption"),
    (
        "use uses used using nutzen nutzt nutzte genutzt benutzen benutzt verwenden verwendet gebrauchen",
        "consumption user usage",
    ),
    ("generate generates generated erzeugen erzeugt erzeugte", "generation production revenue"),
    ("measure measures measured measuring messen misst gemessen", "measurement meter reading_date"),
    ("read reads reading ablesen abgelesen lesen liest las gelesen", "reading_date meter_reading reader"),
    ("heat heats heated heating heizen heizt geheizt beheizt", "heating heating_system"),
    ("weigh weighs weighed weighing wiegen wiegt wog gewogen", "weight"),
    ("lasts lasted lasting dauern dauert dauerte gedauert", "duration running_time"),
    ("take_time takes_time braucht brauchte gebraucht benoetigen benoetigt", "duration effort consumption"),
    (
        (
            "start starts started starting begin begins began begun beginnen beginnt begann begonnen anfangen "
            "angefangen gestartet starten startet"
        ),
        "start",
    ),
    (
        "end ends ended ending finish finishes finished enden endet endete geendet beenden beendet",
        "end completed_at status",
    ),
    (
        (
            "complete completes completed completing abschliessen abgeschlossen erledigt erledigen fertiggestellt "
            "fertigstellen"
        ),
        "completed_at status",
    ),
    ("close closes closed closing schliessen schliesst geschlossen", "closed status deal opportunity"),
    ("open opens opened opening eroeffnen eroeffnet eroeffnete oeffnen oeffnet geoeffnet", "opened status"),
    ("create creates created creating erstellen erstellt erstellte anlegen angelegt", "created"),
    (
        (
            "update updates updated change changes changed modify modified aendern aenderte geaendert aktualisieren "
            "aktualisiert"
        ),
        "updated",
    ),
    ("delete deletes deleted loeschen loescht geloescht", "deleted"),
    (
        "expire expires expired expiring ablaufen abgelaufen laeuft_ab laufen_ab lief_ab liefen_ab verfallen verfaellt",
        "expiry contract_end",
    ),
    ("renew renews renewed verlaengern verlaengert", "expiry contract_end"),
    (
        "sign signs signed signing unterschreiben unterschrieben unterzeichnet unterschreibt unterschrieb",
        "contract_start signature contract lease",
    ),
    (
        "approve approves approved approving genehmigen genehmigt freigeben freigegeben bewilligt",
        "approved_at status permit",
    ),
    ("reject rejects rejected decline declined ablehnen abgelehnt", "status"),
    (
        "register registers registered registering anmelden angemeldet registrieren registriert",
        "registration_date registration enrollment participant",
    ),
    ("log_in logs_in logged_in einloggen eingeloggt", "last_login"),
    ("subscribe subscribes subscribed abonnieren abonniert", "subscription subscriber"),
    (
        "depart departs departed departing abfahren abgefahren abfliegen abgeflogen losfahren faehrt_ab fliegt_ab",
        "departure origin_place",
    ),
    (
        (
            "arrive arrives arrived arriving ankommen angekommen kommt_an ankam eintreffen eingetroffen landet "
            "gelandet landen"
        ),
        "arrival destination",
    ),
    ("fly flies flew flown flying fliegen fliegt flog flogen geflogen", "flight destination airline"),
    ("drive drives drove driven driving fahren faehrt fuhr fuhren gefahren", "driver trip kilometers"),
    ("travel travels traveled travelled travelling reisen reist reiste gereist", "trip destination"),
    ("book books booked booking buchen bucht buchte gebucht", "booking booked_at"),
    ("reserve reserves reserved reserving reservieren reserviert", "booking booked_at"),
    ("stay stays stayed staying uebernachten uebernachtet uebernachtete", "nights stay booking"),
    ("check_in checks_in checked_in eingecheckt einchecken angereist anreisen", "check_in arrival_date"),
    ("check_out checks_out checked_out ausgecheckt auschecken abgereist abreisen", "check_out departure_date"),
    (
        "visit visits visited visiting besuchen besucht besuchte besuchten",
        "visit guest visit_date attendance booking visitor_count",
    ),
    (
        "rent rents rented renting mieten mietet mietete gemietet vermietet vermieten anmieten vermietete anmietet",
        "rent tenant rental lease contract booking",
    ),
    ("lets leased leasing geleast", "lease rent"),
    ("move_in moves_in moved_in einziehen eingezogen zog_ein zieht_ein", "move_in"),
    ("move_out moves_out moved_out ausziehen ausgezogen zog_aus zieht_aus", "move_out"),
    ("move moves moved moving umziehen umgezogen", "move_in move_out"),
    ("own owns owned owning possess besitzen besitzt besass gehoeren gehoert gehoerte", "owner"),
    ("belong belongs belonged zugehoerig gehoerig", "owner category group"),
    (
        (
            "borrow borrows borrowed borrowing ausleihen leihen leiht lieh ausgeliehen geliehen entliehen ausleiht "
            "leihen_aus leiht_aus lieh_aus entleihen entleiht"
        ),
        "loan loan_date borrower checkout rental",
    ),
    ("lend lends lent lending verleihen verleiht verliehen", "loan loan_date rental"),
    (
        "write writes wrote written writing schreiben schreibt schrieb schrieben geschrieben verfassen verfasst",
        "author publication_date",
    ),
    (
        (
            "publish publishes published publishing veroeffentlichen veroeffentlicht herausgeben herausgegeben "
            "verlegt erscheinen erscheint erschien erschienen"
        ),
        "publication_date publisher release_date",
    ),
    ("release releases released releasing herausbringen herausgebracht herausgekommen", "release_date"),
    ("translate translates translated uebersetzen uebersetzt", "translator translation language"),
    ("edit edits edited redigiert lektoriert", "editor updated"),
    ("direct directs directed directing inszenieren inszeniert gedreht drehen drehte", "director"),
    ("star stars_in starred act acts acted acting mitspielen mitgespielt schauspielern", "actor character"),
    ("play plays played playing spielen spielt spielte spielten gespielt", "player match team song"),
    ("sing sings sang sung singing singen singt gesungen", "singer song"),
    ("compose composes composed komponieren komponiert komponierte", "composer"),
    ("record records recorded recording aufnehmen aufgenommen erfassen erfasst erfasste", "created release_date"),
    (
        "perform performs performed performing auftreten aufgetreten tritt_auf auffuehren aufgefuehrt",
        "show concert artist",
    ),
    ("stream streams streamed streaming gestreamt streamt", "stream_count stream view viewing"),
    (
        (
            "watch watches watched watching anschauen angeschaut gesehen sehen sieht sah schaut geschaut gucken "
            "guckt geguckt streamen"
        ),
        "viewers views view viewing stream",
    ),
    ("listen listens listened hoeren hoert gehoert", "listener stream_count stream play"),
    ("paint paints painted painting malen malt malte gemalt", "painter painting"),
    ("exhibit exhibits exhibited ausstellen ausgestellt", "exhibition issue_date"),
    (
        "win wins won winning gewinnen gewinnt gewann gewannen gewonnen siegte siegen",
        "win winner award deal opportunity",
    ),
    ("lose loses lost losing verlieren verliert verlor verloren", "loss defeat deal opportunity"),
    ("score scores scored scoring schiessen schiesst schoss geschossen erzielen erzielt erzielte", "goal score points"),
    ("train trains trained trainieren trainiert trainierte", "training coach"),
    ("coach coaches coached gecoacht", "coach"),
    ("run runs ran running laufen laeuft lief gelaufen", "running duration status"),
    (
        (
            "participate participates participated attend attends attended attending teilnehmen teilgenommen "
            "nahm_teil nimmt_teil"
        ),
        "participant registration attendance enrollment event",
    ),
    (
        "organize organizes organized organise organised organisieren organisiert veranstalten veranstaltet",
        "organizer event",
    ),
    (
        (
            "happen happens happened occur occurs occurred passieren passiert passierte geschehen geschah ereignen "
            "ereignet stattfinden stattgefunden"
        ),
        "date event_time event",
    ),
    (
        "teach teaches taught teaching unterrichten unterrichtet unterrichtete lehren lehrt lehrte gelehrt",
        "teacher course subject lesson class",
    ),
    ("study studies studied studying studieren studiert studierte", "degree_program student subject"),
    ("learn learns learned learnt lernen lernt lernte gelernt", "course student lesson instrument"),
    (
        (
            "enroll enrolls enrolled enrol enrolling einschreiben eingeschrieben immatrikuliert belegen belegt "
            "belegte enrols"
        ),
        "enrollment enrollment_date registration course participation",
    ),
    ("pass passes passed passing bestehen besteht bestanden", "passed exam grade"),
    ("fail fails failed failing durchfallen durchgefallen scheitern gescheitert", "failed exam"),
    ("graduate graduates graduated absolvieren absolviert absolvierte", "graduation degree"),
    ("grade grades graded benoten benotet", "grade"),
    ("rate rates rated rating bewerten bewertet bewertete", "rating review stars_rating score"),
    ("review reviews reviewed rezensieren rezensiert", "review"),
    (
        "treat treats treated treating behandeln behandelt behandelte behandelten",
        "treatment doctor visit patient appointment",
    ),
    (
        (
            "prescribe prescribes prescribed prescribing verschreiben verschreibt verschrieb verschrieben verordnet "
            "verordnen"
        ),
        "prescription medication",
    ),
    ("diagnose diagnoses diagnosed diagnosing diagnostizieren diagnostiziert", "diagnosis"),
    ("operate operates operated operating operieren operiert operierte", "surgery surgeon operator"),
    ("admit admits admitted eingeliefert einliefern eingewiesen aufgenommen", "admission"),
    ("discharge discharges discharged entlassen entlaesst", "discharge"),
    ("vaccinate vaccinates vaccinated impfen impft geimpft", "vaccination vaccination_date"),
    ("examine examines examined untersuchen untersucht untersuchte", "examination doctor"),
    ("suffer suffers suffered suffering leiden leidet litt gelitten", "disease diagnosis"),
    ("nurse nurses nursed pflegen pflegt gepflegt", "nurse care"),
    ("adopt adopts adopted adoptieren adoptiert", "adoption"),
    ("feed feeds fed feeding fuettern fuettert gefuettert", "feed"),
    (
        "install installs installed installing einbauen eingebaut installieren installiert montiert montieren",
        "installed technician",
    ),
    ("remove removes removed removing ausbauen ausgebaut entfernen entfernt", "removed"),
    (
        "replace replaces replaced replacing ersetzen ersetzt ersetzte austauschen ausgetauscht getauscht",
        "meter_replacement replaced removed installed",
    ),
    ("build builds built building constructed bauen baut baute gebaut errichtet errichten erbaut", "year_built"),
    ("found founds founded founding gruenden gruendet gruendete gegruendet", "founded founder"),
    ("establish establishes established establishing etabliert", "founded"),
    ("renovate renovates renovated renovieren renoviert saniert modernisiert", "renovation"),
    (
        "repair repairs repaired repairing reparieren repariert reparierte instandgesetzt instandsetzen",
        "repair repair_date technician job repair_order defect",
    ),
    (
        "maintain maintains maintained maintaining gewartet instandgehalten warten_lassen",
        "maintenance maintenance_date maintenance_request",
    ),
    (
        "inspect inspects inspected inspecting inspizieren inspiziert pruefen prueft geprueft kontrolliert",
        "inspection inspector",
    ),
    ("break breaks broke broken kaputt kaputtgegangen ausgefallen ausfallen", "defect downtime status"),
    ("damage damages damaged beschaedigen beschaedigt", "damage claim accident"),
    ("claim claims claimed beantragen beantragt geltend_gemacht", "claim application_form damage"),
    ("insure insures insured versichern versichert versicherte", "insurance policyholder coverage policy"),
    ("invest invests invested investing investieren investiert investierte", "investment investor"),
    ("donate donates donated donating spenden spendet spendete gespendet", "donation donor gift amount"),
    ("transfer transfers transferred ueberweisen ueberwiesen", "transfer transaction"),
    ("withdraw withdraws withdrew withdrawn abheben abgehoben", "withdrawal"),
    ("deposit deposits deposited einzahlen eingezahlt", "deposit"),
    ("repay repays repaid tilgen getilgt zurueckzahlen zurueckgezahlt", "repayment"),
    ("kreditaufnahme", "loan"),
    *DEEDS,
    *MAKING,
    *DOINGS,
)
"""Folded forms of a verb in both languages, and the concepts they speak of, the nearest first."""


@cache
def verbs() -> Mapping[str, str]:
    """Return the concepts of each form, blank-separated; a form of two verbs speaks of both one's."""
    found: dict[str, dict[str, None]] = {}
    for forms, concepts in ACTIONS:
        for form in forms.split():
            found.setdefault(form, {}).update(dict.fromkeys(concepts.split()))
    return {form: " ".join(concepts) for form, concepts in found.items()}
