"""Scales: adjectives in both languages with the columns along which they compare."""

from typing import Literal

from msgspec import Struct


class Scale(Struct, frozen=True):
    """Columns along which an adjective compares."""

    concepts: str
    """Blank-separated words for them, the nearest first."""
    end: Literal["max", "min"]
    """Which of a column's values is the superlative: the oldest person has the least date of birth."""
    kind: Literal["number", "date"]
    """Columns of this kind only: the oldest has the greatest age."""


class Adjective(Struct, frozen=True):
    """One meaning with its words; a word is `positive comparative superlative`, spellings parted by commas."""

    english: tuple[str, ...]
    """Without further forms where it is compared by "more" and "most"; `-` for a form that it lacks."""
    german: tuple[str, ...]
    """The first spelling is the one without an ending; endings are put to the last of its spellings."""
    scales: tuple[Scale, ...]


_PRICES = "price cost amount fee rent rate premium monthly_fee nightly_rate daily_rate hourly_rate total"
_SIZES = "size area population quantity employee volume amount value budget capacity installed_capacity revenue height"
_HEIGHTS = "height altitude value amount price rating total salary"

ADJECTIVES: tuple[Adjective, ...] = (
    Adjective(
        ("expensive", "pricey pricier priciest", "costly costlier costliest"),
        ("teuer,teur teurer teuerst", "kostspielig kostspieliger kostspieligst"),
        (Scale(_PRICES, "max", "number"),),
    ),
    Adjective(
        ("cheap cheaper cheapest", "affordable", "inexpensive"),
        ("billig billiger billigst", "guenstig guenstiger guenstigst", "preiswert preiswerter preiswertest"),
        (Scale(_PRICES, "min", "number"),),
    ),
    Adjective(
        ("old older oldest", "elder elder eldest"),
        ("alt aelter aeltest",),
        (
            Scale("age", "max", "number"),
            Scale(
                "date_of_birth founded year_built joined first_registration release_date publication_date created",
                "min",
                "date",
            ),
        ),
    ),
    Adjective(
        ("young younger youngest",),
        ("jung juenger juengst",),
        (Scale("age", "min", "number"), Scale("date_of_birth founded year_built created", "max", "date")),
    ),
    Adjective(
        ("new newer newest", "recent recenter recentest"),
        ("neu neuer neuest,neust", "aktuell aktueller aktuellst"),
        (
            Scale(
                "created date order_date founded year_built release_date publication_date start joined", "max", "date"
            ),
        ),
    ),
    Adjective(
        ("late later latest",),
        ("spaet spaeter spaetest",),
        (Scale("date end start created deadline", "max", "date"),),
    ),
    Adjective(
        ("early earlier earliest",),
        ("frueh frueher fruehest,fruehst",),
        (Scale("date start created", "min", "date"),),
    ),
    Adjective(
        ("big bigger biggest", "large larger largest", "great greater greatest", "huge"),
        ("gross groesser groesst", "riesig riesiger riesigst"),
        (Scale(_SIZES, "max", "number"),),
    ),
    Adjective(
        ("small smaller smallest", "little littler littlest", "tiny tinier tiniest"),
        ("klein kleiner kleinst", "winzig winziger winzigst"),
        (Scale(_SIZES, "min", "number"),),
    ),
    Adjective(("tall taller tallest",), ("hochgewachsen",), (Scale("height body_height", "max", "number"),)),
    Adjective(
        ("long longer longest", "lengthy"),
        ("lang laenger laengst",),
        (Scale("length duration running_time minute second millisecond distance page", "max", "number"),),
    ),
    Adjective(
        ("short shorter shortest", "brief briefer briefest"),
        ("kurz kuerzer kuerzest",),
        (Scale("length duration running_time minute second millisecond distance height page", "min", "number"),),
    ),
    Adjective(
        ("high higher highest",),
        ("hoch,hoh hoeher hoechst",),
        (Scale(_HEIGHTS, "max", "number"),),
    ),
    Adjective(
        ("low lower lowest",),
        ("niedrig niedriger niedrigst", "tief tiefer tiefst", "gering geringer geringst"),
        (Scale(_HEIGHTS, "min", "number"),),
    ),
    Adjective(
        ("heavy heavier heaviest",),
        ("schwer schwerer schwerst",),
        (Scale("weight mass payload", "max", "number"),),
    ),
    Adjective(("light lighter lightest",), ("leicht leichter leichtest",), (Scale("weight mass", "min", "number"),)),
    Adjective(
        ("fast faster fastest", "quick quicker quickest", "rapid"),
        ("schnell schneller schnellst", "rasch rascher raschest"),
        (
            Scale("speed horsepower bandwidth", "max", "number"),
            Scale("finish_time personal_best duration delivery_time response_time processing_time", "min", "number"),
        ),
    ),
    Adjective(
        ("slow slower slowest",),
        ("langsam langsamer langsamst",),
        (
            Scale("speed", "min", "number"),
            Scale("finish_time duration delivery_time response_time processing_time", "max", "number"),
        ),
    ),
    Adjective(
        ("good better best", "excellent"),
        ("gut besser best", "toll toller tollst"),
        (
            Scale("rating stars_rating score points performance quality success_rate", "max", "number"),
            Scale("grade", "min", "number"),
        ),
    ),
    Adjective(
        ("bad worse worst", "poor poorer poorest"),
        ("schlecht schlechter schlechtest", "schlimm schlimmer schlimmst"),
        (
            Scale("rating stars_rating score points performance quality success_rate", "min", "number"),
            Scale("grade", "max", "number"),
        ),
    ),
    Adjective(
        ("popular", "favourite", "favorite", "beloved"),
        ("beliebt beliebter beliebtest", "populaer populaerer populaerst"),
        (Scale("popularity rating stream_count views follower order booking loan enrollment visit", "max", "number"),),
    ),
    Adjective(
        ("famous", "known", "renowned"),
        ("bekannt bekannter bekanntest", "beruehmt beruehmter beruehmtest"),
        (Scale("popularity views follower", "max", "number"),),
    ),
    Adjective(
        ("profitable", "lucrative"),
        (
            "profitabel,profitabl profitabler profitabelst",
            "rentabel,rentabl rentabler rentabelst",
            "eintraeglich eintraeglicher eintraeglichst",
            "gewinnbringend gewinnbringender gewinnbringendst",
        ),
        (Scale("profit margin contribution_margin revenue", "max", "number"),),
    ),
    Adjective(
        ("unprofitable",),
        ("unrentabel,unrentabl unrentabler unrentabelst", "verlustreich verlustreicher verlustreichst"),
        (Scale("profit margin contribution_margin", "min", "number"),),
    ),
    Adjective(
        ("successful",),
        ("erfolgreich erfolgreicher erfolgreichst",),
        (Scale("success_rate revenue win goal points profit box_office", "max", "number"),),
    ),
    Adjective(
        ("busy busier busiest",),
        ("ausgelastet ausgelasteter ausgelastetst",),
        (Scale("occupancy utilization workload working_hours booking order appointment", "max", "number"),),
    ),
    Adjective(
        ("productive", "efficient"),
        ("produktiv produktiver produktivst", "effizient effizienter effizientest"),
        (Scale("produktionsmenge efficiency", "max", "number"),),
    ),
    Adjective(
        ("strong stronger strongest", "powerful"),
        ("stark staerker staerkst", "leistungsstark leistungsstaerker leistungsstaerkst"),
        (Scale("power strength horsepower magnitude wind_speed alcohol performance", "max", "number"),),
    ),
    Adjective(
        ("weak weaker weakest",),
        ("schwach schwaecher schwaechst",),
        (Scale("power strength horsepower magnitude signal_strength", "min", "number"),),
    ),
    Adjective(
        ("rich richer richest", "wealthy wealthier wealthiest"),
        ("reich reicher reichst", "wohlhabend wohlhabender wohlhabendst", "vermoegend vermoegender vermoegendst"),
        (Scale("wealth income balance capital", "max", "number"),),
    ),
    Adjective((), ("arm aermer aermst",), (Scale("wealth income balance", "min", "number"),)),
    Adjective(
        ("near nearer nearest", "close closer closest"),
        ("nah naeher naechst",),
        (Scale("distance", "min", "number"),),
    ),
    Adjective(
        ("far farther,further farthest,furthest", "distant", "remote"),
        ("fern ferner fernst", "weit weiter weitest", "entfernt entfernter entferntest"),
        (Scale("distance", "max", "number"),),
    ),
    Adjective(
        ("wide wider widest", "broad broader broadest"),
        ("breit breiter breitest",),
        (Scale("width", "max", "number"),),
    ),
    Adjective(
        ("narrow narrower narrowest",),
        ("schmal schmaler,schmaeler schmalst", "eng enger engst"),
        (Scale("width", "min", "number"),),
    ),
    Adjective(("thick thicker thickest",), ("dick dicker dickst",), (Scale("thickness diameter", "max", "number"),)),
    Adjective(("thin thinner thinnest",), ("duenn duenner duennst",), (Scale("thickness diameter", "min", "number"),)),
    Adjective(("deep deeper deepest",), (), (Scale("depth", "max", "number"),)),
    Adjective(
        ("shallow shallower shallowest",),
        ("flach flacher flachst", "seicht seichter seichtest"),
        (Scale("depth", "min", "number"),),
    ),
    Adjective(("steep steeper steepest",), ("steil steiler steilst",), (Scale("slope", "max", "number"),)),
    Adjective(
        ("warm warmer warmest", "hot hotter hottest"),
        ("warm waermer waermst", "heiss heisser heissest"),
        (Scale("temperature maximum_temperature", "max", "number"),),
    ),
    Adjective(
        ("cold colder coldest", "cool cooler coolest"),
        ("kalt kaelter kaeltest", "kuehl kuehler kuehlst"),
        (Scale("temperature minimum_temperature", "min", "number"),),
    ),
    Adjective(
        ("wet - wettest", "rainy rainier rainiest"),
        (
            "nass nasser,naesser nassest,naessest",
            "regnerisch regnerischer regnerischst",
            "regenreich regenreicher regenreichst",
        ),
        (Scale("rain humidity", "max", "number"),),
    ),
    Adjective(
        ("dry drier,dryer driest,dryest",),
        ("trocken,trocken trockener,trockner trockenst",),
        (Scale("rain humidity", "min", "number"),),
    ),
    Adjective(("sunny sunnier sunniest",), ("sonnig sonniger sonnigst",), (Scale("sunshine", "max", "number"),)),
    Adjective(
        ("windy windier windiest", "stormy stormier stormiest"),
        ("windig windiger windigst", "stuermisch stuermischer stuermischst"),
        (Scale("wind_speed", "max", "number"),),
    ),
    Adjective(
        ("snowy snowier snowiest",),
        ("schneereich schneereicher schneereichst",),
        (Scale("snow snow_depth", "max", "number"),),
    ),
    Adjective(
        ("loud louder loudest", "noisy noisier noisiest"),
        ("laut lauter lautest",),
        (Scale("noise", "max", "number"),),
    ),
    Adjective(
        ("quiet quieter quietest",),
        ("leise leiser leisest", "ruhig ruhiger ruhigst"),
        (Scale("noise", "min", "number"),),
    ),
    Adjective(("bright brighter brightest",), ("hell heller hellst",), (Scale("brightness", "max", "number"),)),
    Adjective(("dark darker darkest",), ("dunkel,dunkl dunkler dunkelst",), (Scale("brightness", "min", "number"),)),
    Adjective(
        ("hard harder hardest", "difficult", "challenging"),
        ("schwierig schwieriger schwierigst", "anspruchsvoll anspruchsvoller anspruchsvollst"),
        (Scale("difficulty hardness", "max", "number"),),
    ),
    Adjective(
        ("easy easier easiest", "simple simpler simplest"),
        ("einfach einfacher einfachst",),
        (Scale("difficulty", "min", "number"),),
    ),
    Adjective(("important",), ("wichtig wichtiger wichtigst",), (Scale("priority importance", "max", "number"),)),
    Adjective(
        ("urgent",),
        ("dringend dringender dringendst", "dringlich dringlicher dringlichst"),
        (Scale("priority", "max", "number"), Scale("deadline due_date", "min", "date")),
    ),
    Adjective(
        ("severe severer severest", "serious", "critical"),
        ("gravierend gravierender gravierendst", "kritisch kritischer kritischst"),
        (Scale("severity", "max", "number"),),
    ),
    Adjective(
        ("safe safer safest", "secure"),
        ("sicher sicherer sicherst",),
        (Scale("risk accident", "min", "number"),),
    ),
    Adjective(
        ("dangerous", "risky riskier riskiest"),
        ("gefaehrlich gefaehrlicher gefaehrlichst", "riskant riskanter riskantest"),
        (Scale("risk accident", "max", "number"),),
    ),
    Adjective(
        ("experienced", "senior"),
        ("erfahren erfahrener erfahrenst",),
        (Scale("experience seniority", "max", "number"), Scale("hire_date", "min", "date")),
    ),
    Adjective(
        ("inexperienced", "junior"),
        ("unerfahren unerfahrener unerfahrenst",),
        (Scale("experience seniority", "min", "number"), Scale("hire_date", "max", "date")),
    ),
    Adjective(
        ("loyal",),
        ("treu treuer treuest", "loyal loyaler loyalst"),
        (
            Scale("order loyalty_points visit booking donation", "max", "number"),
            Scale("customer_since joined", "min", "date"),
        ),
    ),
    Adjective(("active",), ("aktiv aktiver aktivst",), (Scale("activity order post visit booking", "max", "number"),)),
    Adjective(("punctual",), ("puenktlich puenktlicher puenktlichst",), (Scale("delay", "min", "number"),)),
    Adjective(
        ("delayed", "overdue"),
        ("verspaetet verspaeteter verspaetetst",),
        (Scale("delay", "max", "number"), Scale("due_date", "min", "date")),
    ),
    Adjective(
        ("full fuller fullest", "crowded"),
        ("voll voller vollst",),
        (Scale("occupancy utilization stock quantity", "max", "number"),),
    ),
    Adjective(
        ("empty emptier emptiest",),
        ("leer leerer leerst",),
        (Scale("occupancy utilization stock quantity", "min", "number"),),
    ),
    Adjective(
        ("rare rarer rarest", "scarce scarcer scarcest"),
        ("selten seltener seltenst", "knapp knapper knappst"),
        (Scale("quantity stock frequency count", "min", "number"),),
    ),
    Adjective(
        ("frequent", "common commoner commonest"),
        ("haeufig haeufiger haeufigst",),
        (Scale("frequency count", "max", "number"),),
    ),
    Adjective(
        ("dense denser densest", "populous"),
        ("dicht dichter dichtest", "bevoelkerungsreich bevoelkerungsreicher bevoelkerungsreichst"),
        (Scale("population_density population", "max", "number"),),
    ),
    Adjective(("spicy spicier spiciest",), ("scharf schaerfer schaerfst",), (Scale("spiciness", "max", "number"),)),
    Adjective(("sweet sweeter sweetest",), ("suess suesser suessest",), (Scale("sugar", "max", "number"),)),
    Adjective(
        ("healthy healthier healthiest",),
        ("gesund gesuender,gesunder gesuendest,gesundest",),
        (Scale("calories fat sugar", "min", "number"),),
    ),
    Adjective(
        ("fat fatter fattest", "fatty fattier fattiest"),
        ("fettig fettiger fettigst", "fettreich fettreicher fettreichst"),
        (Scale("fat", "max", "number"),),
    ),
    Adjective(
        ("sick sicker sickest", "ill"),
        ("krank kraenker kraenkst",),
        (Scale("absence sick_leave severity", "max", "number"),),
    ),
    Adjective(
        ("smart smarter smartest", "clever cleverer cleverest"),
        ("klug klueger kluegst", "schlau schlauer schlauest"),
        (Scale("grade_point_average score", "max", "number"),),
    ),
    Adjective(
        ("dirty dirtier dirtiest",),
        ("schmutzig schmutziger schmutzigst", "dreckig dreckiger dreckigst"),
        (Scale("pollution emission", "max", "number"),),
    ),
    Adjective(("clean - cleanest",), ("sauber sauberer sauberst",), (Scale("pollution emission", "min", "number"),)),
    Adjective(
        ("economical", "thrifty thriftier thriftiest"),
        ("sparsam sparsamer sparsamst",),
        (Scale("consumption fuel_consumption", "min", "number"),),
    ),
    Adjective(
        ("generous",),
        ("grosszuegig grosszuegiger grosszuegigst",),
        (Scale("donation tip discount amount", "max", "number"),),
    ),
)
