"""Logistics: parcels, freight, tours, drivers and ports."""

GROUPS: tuple[str, ...] = (
    "distance strecke fahrstrecke wegstrecke distance_km strecke_km gefahrene_strecke",
    (
        "kilometers kilometres kilometer distance_km driven_km gefahrene_kilometer gefahrene_km km_driven "
        "driven_kilometers kilometers_driven strecke_km fahrstrecke kilometres_driven distance_driven"
    ),
    "break_time break_minutes pause pausenzeit pausenminuten",
    "volume volumen volume_m3 volumen_m3 cubic_meters kubikmeter",
    "service_level service_type servicelevel servicestufe serviceart",
    "container behaelter",
    (
        "carrier shipping_provider shipping_service versanddienst versanddienstleister paketdienst frachtfuehrer "
        "spedition spediteur transportunternehmen transportfirma freight_forwarder haulier hauler freight_company "
        "haulage_company logistics_company transport_company speditionsfirma paketdienstleister"
    ),
    (
        "tracking_number tracking_no tracking_code tracking_id parcel_number sendungsnummer paketnummer trackingnummer "
        "trackingnr trackingcode sendungsverfolgungsnummer"
    ),
    "shipment_number consignment_number sendungsnr",
    "consignee recipient receiver empfaenger warenempfaenger empfaengerin",
    "consignor sender absender versender verlader absenderin",
    "delivery_attempt delivery_attempts zustellversuch zustellversuche lieferversuch attempts",
    (
        "pickup_date collection_date picked_up_at picked_up_on pickup_at collected_at collected_on abholdatum "
        "abholtermin abholtag abgeholt_am"
    ),
    (
        "pickup_location loading_point loading_place pickup_address place_of_loading place_loading abholort "
        "ladeort ladestelle beladeort beladestelle abholadresse"
    ),
    (
        "unloading_point unloading_place delivery_location drop_off_location place_of_delivery place_delivery "
        "delivery_place entladeort entladestelle lieferort ablieferort abladestelle"
    ),
    "loading_date ladedatum ladetermin beladetermin beladedatum",
    "unloading_date entladedatum entladetermin",
    "loading_meters load_meters lademeter ldm",
    "cargo load fracht freight ladung frachtgut ladegut",
    "load_weight cargo_weight freight_weight ladegewicht frachtgewicht ladungsgewicht",
    "waybill consignment_note bill_of_lading bill_lading cmr frachtbrief konnossement",
    "waybill_number frachtbriefnummer frachtbriefnr",
    "freight_price freight_charge freight_rate frachtpreis frachterloes frachtentgelt frachtrate",
    "delivery_area delivery_zone delivery_district zustellgebiet zustellbezirk liefergebiet zustellzone lieferzone",
    "time_slot time_window delivery_window delivery_slot zeitfenster lieferfenster zustellfenster",
    "tour_number trip_number tournummer fahrtnummer",
    "stops stop_count number_of_stops stopps stopp haltepunkt anzahl_stopps",
    "dispatcher disponent disponentin",
    "empty_km empty_kilometers empty_kilometres deadhead leerkilometer leer_km leerfahrt",
    "delivery_status shipment_status shipping_status lieferstatus zustellstatus sendungsstatus versandstatus",
    "proof_of_delivery proof_delivery pod zustellnachweis liefernachweis ablieferbeleg ablieferungsnachweis",
    "on_time_rate punctuality puenktlichkeit liefertreue termintreue",
    "expected_arrival estimated_arrival eta voraussichtliche_ankunft erwartete_ankunft",
    "idle_time detention standzeit",
    "girth gurtmass",
    "driver truck_driver lkw_fahrer kraftfahrer kraftfahrerin berufskraftfahrer trucker lorry_driver",
    "license_class licence_class driving_licence_class fuehrerscheinklasse",
    "logbook trip_log driver_log logbook_entry fahrtenbuch fahrtenbucheintrag",
    "driving_time driving_hours lenkzeit lenkstunden fahrzeit fahrtzeit",
    "rest_period ruhezeit lenkpause",
    "toll toll_cost toll_fee toll_charge maut mautkosten mautgebuehr",
    "payload load_capacity loading_capacity nutzlast zuladung ladekapazitaet max_load",
    "cargo_volume load_volume loading_volume ladevolumen laderaumvolumen laderaum",
    "cubic_meter m3 volume_m3 kubikmeter cbm",
    "trailer semi_trailer anhaenger auflieger sattelauflieger",
    "tractor_unit semi_truck articulated_lorry sattelzugmaschine zugmaschine sattelzug sattelschlepper",
    "refrigerated_truck reefer kuehlwagen kuehlfahrzeug kuehltransporter kuehlauflieger",
    "tanker_truck tank_truck tankwagen tanklaster",
    "swap_body wechselbruecke wechselbehaelter",
    "parcel_shop pickup_point service_point paketshop abholstation abholpunkt",
    "parcel_locker packstation paketautomat",
    "sorting_center sorting_centre sortierzentrum",
    "transport_order freight_order transportauftrag frachtauftrag speditionsauftrag",
    "transport_mode mode_of_transport mode_transport transportart verkehrstraeger transportmittel",
    "transport_cost transportation_cost transportkosten",
    "customs_declaration zollanmeldung zollerklaerung",
    "customs_duty zollgebuehr zollabgabe import_duty",
    "loading_aid loading_equipment ladungstraeger lademittel",
    "port_call vessel_call ship_call hafenanlauf schiffsanlauf anlauf",
    "berth quay liegeplatz anlegestelle anleger anlegeplatz bootsliegeplatz mooring kai kaje dock",
    "dock docking_point stellplatz docking_station",
    "terminal umschlagterminal containerterminal",
    "shipping_line shipowner shipping_company reederei reeder reedereien",
    "draught tiefgang draft_m",
    "gross_tonnage bruttoraumzahl brz gross_register_tonnage",
    "deadweight dwt deadweight_tonnage tragfaehigkeit",
    (
        "throughput cargo_handled tons_handled handled_tons umschlag umschlagmenge umgeschlagene_menge "
        "umgeschlagene_tonnen"
    ),
    "laytime berth_time time_in_port liegezeit hafenliegezeit",
    "demurrage liegegeld ueberliegegeld",
    (
        "port_fee port_dues berth_fee mooring_fee harbour_fee harbor_fee hafengebuehr hafengeld liegegebuehr "
        "liegeplatzgebuehr"
    ),
    "flag_state flaggenstaat",
    "home_port port_of_registry port_registry heimathafen",
    (
        "destination_port port_of_destination port_destination port_of_discharge port_discharge discharge_port "
        "zielhafen loeschhafen bestimmungshafen"
    ),
    (
        "port_of_loading port_loading loading_port departure_port port_of_departure port_departure ladehafen "
        "abgangshafen verschiffungshafen"
    ),
    "harbor_pilot harbour_pilot lotse lotsin",
    "tug tugboat schlepper schleppboot",
    "gantry_crane container_crane containerbruecke",
    "crane kran kraene",
    "container_number container_no containernummer containernr",
    "seal_number seal_no plombennummer siegelnummer plombe",
    "yacht jacht segelyacht motoryacht",
    "boat_owner bootseigner bootsbesitzer bootseigentuemer",
    "mooring_season liegesaison",
)
