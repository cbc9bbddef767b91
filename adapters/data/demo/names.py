"""Names: people, companies, streets and places, all made up or in use by thousands."""

FIRST = (
    *("Anna", "Ben", "Clara", "David", "Elif", "Finn", "Greta", "Hannes", "Ines", "Jonas", "Katharina", "Lukas"),
    *("Maria", "Niklas", "Olivia", "Paul", "Renate", "Stefan", "Tanja", "Uwe", "Verena", "Wolfgang", "Yusuf"),
    *("Zeynep", "Jürgen", "Sabine", "Günther", "Björn", "Käthe", "Matthias", "Nicole", "Andrzej", "Fatima", "Giulia"),
    *("Ivan", "Mehmet", "Sofia", "Thomas", "Ursula", "Petra", "Heinz", "Monika", "Karl-Heinz", "Anne-Marie", "Emily"),
    *("James", "Chiara", "Piotr", "Aylin", "Oleksandr", "Birgit", "Dieter", "Leonie", "Malte", "Svenja", "Torben"),
    *("Frauke", "Hinnerk", "Wiebke", "Kerstin"),
)
LAST = (
    *("Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann"),
    *("Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun", "Krüger"),
    *("Hofmann", "Hartmann", "Lange", "Werner", "Krause", "Lehmann", "Köhler", "Maier", "Petersen", "Jansen"),
    *("Hansen", "Lorenz", "Vogel", "Friedrich", "Günther", "Keller", "Winkler", "Berger", "Roth", "Beck", "Baumann"),
    *("Franke", "Albrecht", "Schuster", "Böhm", "Yılmaz", "Kaya", "Nowak", "Kowalski", "Rossi", "Ivanova", "Nguyen"),
    *("Smith", "O'Brien", "Lindqvist", "Özdemir", "Petrov", "García", "Haddad", "Groß", "Weiß", "Voß", "Thomsen"),
    *("Carstens", "Brandt", "Möller", "Sommer", "Engel", "Dietrich"),
)
PLACES = {
    "Hamburg": ("20", 30),
    "Berlin": ("10", 22),
    "München": ("80", 14),
    "Köln": ("50", 12),
    "Frankfurt am Main": ("60", 9),
    "Stuttgart": ("70", 7),
    "Leipzig": ("04", 8),
    "Bremen": ("28", 9),
    "Hannover": ("30", 7),
    "Lübeck": ("23", 6),
    "Kiel": ("24", 5),
    "Bad Segeberg": ("23", 3),
    "Münster": ("48", 4),
    "Dresden": ("01", 5),
    "Wien": ("1", 4),
    "Zürich": ("8", 3),
    "Groningen": ("97", 2),
}
"""Cities, with how their postal codes begin and how often they come."""
ABROAD = {"Wien": "AT", "Zürich": "CH", "Groningen": "NL"}
STREETS = (
    *("Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee", "Schillerstraße", "Goethestraße", "Am Markt"),
    *("Kirchgasse", "Mühlenweg", "Bergstraße", "Ringstraße", "Hafenstraße", "Rosenweg", "Birkenweg", "Parkallee"),
    *("Feldstraße", "Waldweg", "Schulstraße", "Alter Postweg", "Mozartstraße", "Deichstraße", "Eichenallee"),
    *("Kastanienallee", "Königstraße", "Marienstraße", "Wiesengrund", "An der Alster", "Uferweg", "Jungfernstieg"),
)
FIRMS = {
    "housing": (
        *(
            "Hanseatische Wohnbau {city} GmbH",
            "Baugenossenschaft {city} eG",
            "Nordlicht Wohnen {city} AG",
            "Wohnbau {last} GmbH",
        ),
        *("Heimstatt {city} eG", "Bauverein Neue Heimat Süd eG", "{last} Wohnungsbau GmbH", "Vier Wände {city} eG"),
    ),
    "property management": (
        *(
            "Hausverwaltung {last}",
            "{last} Immobilien GmbH",
            "Alster Property Services Ltd.",
            "Verwaltungskontor {last} KG",
        ),
        *(
            "{last} & Partner Hausverwaltung",
            "Immofokus {city} GmbH",
            "Northgate Real Estate {city} Ltd.",
            "Hausblick {last} OHG",
        ),
    ),
    "retail": (
        *("Frischemarkt {last}", "Möbelhaus {last} GmbH", "Bäckerei {last}", "Autohaus {last} KG", "Café {last}"),
        *(
            "Baumarkt Nordstern {city}",
            "Van Dijk Fashion B.V.",
            "Hotel {last}",
            "Apotheke {last} e.K.",
            "Buchhandlung {last}",
        ),
    ),
    "public sector": (
        *(
            "Stadtwerke {city}",
            "Schulamt {city}",
            "Studierendenwerk {city}",
            "Klinikum {city}",
            "Stadtbibliothek {city}",
        ),
        *("Landeshauptkasse {city}", "Feuerwehr {city}"),
    ),
}
"""Companies by segment: how their names are made."""
HOUSES = {
    "Mehrfamilienhaus": ("Wohnpark", "Lindenhof", "Haus", "Wohnanlage", "Quartier"),
    "Einfamilienhaus": ("Haus", "Villa", "Landhaus"),
    "Bürogebäude": ("Kontorhaus", "Office Center", "Business Park", "Bürohaus"),
    "Ladengeschäft": ("Passage", "Laden", "Arkaden", "Markthalle"),
    "Schule": ("Grundschule", "Gymnasium", "Stadtteilschule"),
    "Lagerhalle": ("Halle", "Logistikzentrum", "Speicher"),
    "Seniorenheim": ("Seniorenresidenz", "Pflegeheim", "Haus Abendsonne"),
}
"""Kinds of objects, and how the names of such begin."""
QUARTERS = (
    *("Nord", "Süd", "am Park", "an der Mühle", "Sonnenhang", "Altstadt", "Hafenblick", "Rosengarten", "Westend"),
    *("am Wasserturm", "Eichenhain", "Zur Post", "Bellevue", "Riverside", "Neustadt", "Kaiserhof", "am Deich"),
)
MAILS = ("example.com", "example.org", "mail.example.net", "post.example.de")
"""Domains that are kept for examples."""
FLOORS = ("EG links", "EG rechts", "1. OG links", "1. OG rechts", "2. OG links", "2. OG rechts", "3. OG", "DG")
