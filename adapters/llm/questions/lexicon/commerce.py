"""Commerce: prices, purchasing, returns, stock and warehouses, as shops and their clerks call them."""

GROUPS: tuple[str, ...] = (
    "remuneration verguetung",
    "tons tonnes tonne menge_t gewicht_t weight_t weight_tons quantity_t quantity_tons amount_t",
    "discontinued ausgelistet ausgelaufen auslaufartikel phased_out is_discontinued",
    "fragile zerbrechlich",
    "invoiced billed abgerechnet fakturiert is_invoiced is_billed",
    "item article artikel",
    "preferred_supplier hauptlieferant bevorzugter_lieferant main_supplier",
    "blocked gesperrt is_blocked",
    "perishable verderblich",
    "returnable mehrweg",
    "certified zertifiziert",
    "taxable steuerpflichtig",
    "total gesamtpreis endbetrag endsumme",
    "ordered_by orderer requested_by besteller bestellt_von auftraggeber_intern",
    "order_volume ordering_volume bestellvolumen auftragsvolumen",
    (
        "cost_price purchase_price buying_price einkaufspreis einstandspreis ek ek_preis ekpreis einkaufswert "
        "purchase_cost einstandswert"
    ),
    (
        "list_price msrp bruttolistenpreis original_price rrp uvp listenpreis katalogpreis "
        "recommended_retail_price suggested_retail_price neupreis catalogue_price recommended_price"
    ),
    "unit_price price_each preis_pro_stueck price_per_piece stueckpreis einzelpreis e_preis",
    "total_price gesamtpreis gesamtwert total_value endbetrag endsumme endpreis_gesamt",
    "net_price price_net nettopreis preis_netto netto_preis",
    "gross_price price_gross bruttopreis preis_brutto brutto_preis",
    (
        "contract_value contract_sum contract_amount auftragssumme auftragswert bausumme vertragswert "
        "vertragssumme auftragsvolumen contract_volume contract_price value_of_contract "
        "value_of_the_contract vertragsvolumen deal_size vertragsbetrag auftragsbetrag"
    ),
    "gross_margin rohertrag rohgewinn gross_profit bruttogewinn marge handelsspanne margin",
    "minimum_stock min_stock mindestbestand min_bestand meldebestand mindestmenge reorder_level reorder_point",
    "safety_stock sicherheitsbestand",
    "maximum_stock max_stock hoechstbestand max_bestand",
    "target_stock sollbestand planbestand",
    "actual_stock istbestand",
    "available_quantity available_stock available_qty verfuegbare_menge verfuegbarer_bestand",
    "reserved_quantity reserved_qty reservierte_menge reserved_stock",
    (
        "order_quantity quantity_ordered ordered_quantity ordered_qty qty_ordered bestellmenge bestellte_menge "
        "auftragsmenge"
    ),
    "minimum_order_quantity min_order_qty moq mindestbestellmenge mindestabnahme",
    "delivered_quantity quantity_delivered delivered_qty liefermenge gelieferte_menge",
    (
        "goods_receipt goods_received goods_in inbound_delivery receipt_of_goods receipt_goods wareneingang "
        "anlieferung we_beleg"
    ),
    "goods_issue goods_out outbound_delivery warenausgang",
    "purchase_order po supplier_order einkaufsbestellung lieferantenbestellung",
    "purchase_requisition requisition bestellanforderung banf bedarfsmeldung bedarfsanforderung",
    "framework_agreement blanket_order framework_contract rahmenvertrag rahmenauftrag rahmenvereinbarung",
    "tender rfq request_for_quotation call_for_tender request_for_quote ausschreibung angebotsanfrage preisanfrage",
    "supplier vendor lieferant vorlieferant bezugsquelle lieferantin",
    "purchaser buyer einkaeufer einkaeuferin procurement_agent",
    "abandoned_cart abgebrochener_warenkorb verlassener_warenkorb",
    "abandoned abgebrochen",
    "returns rma ruecklaeufer retoure ruecksendung returned_item customer_return",
    (
        "return_reason retourengrund rueckgabegrund grund_der_retoure grund_retoure grund_der_rueckgabe "
        "grund_rueckgabe reason_for_return"
    ),
    "return_rate retourenquote ruecksendequote",
    "claim reklamation beanstandung customer_claim",
    "complaint_reason reklamationsgrund beschwerdegrund reason_for_complaint",
    "voucher coupon gutschein gutscheincode discount_code promo_code coupon_code voucher_code rabattcode aktionscode",
    (
        "shipping_cost freight_cost shipping_fee shipping_costs delivery_cost versandkosten frachtkosten lieferkosten "
        "versandgebuehr versandpauschale shipping_charge"
    ),
    "shipping_method delivery_type shipping_type versandart versandmethode lieferart versandweise",
    (
        "shipping_date ship_date shipped_at shipped_on dispatched_at dispatched_on sent_at versandt_am "
        "versendet_am verschickt_am abgeschickt_am"
    ),
    "requested_date requested_delivery_date desired_delivery_date desired_date wunschtermin wunschlieferdatum",
    "promised_date promised_delivery_date zugesagter_termin zugesagter_liefertermin liefertermin_zugesagt",
    (
        "expected_delivery expected_delivery_date estimated_delivery estimated_delivery_date eta "
        "voraussichtliches_lieferdatum erwartetes_lieferdatum erwartete_lieferung voraussichtliche_lieferung"
    ),
    "lead_time wiederbeschaffungszeit lead_time_days lieferzeit_tage beschaffungszeit lieferzeit delivery_time",
    "item_number item_no part_number part_no teilenummer teilenr teile_nr ersatzteilnummer material_number",
    "article_number artikelnummer item_number sku art_nr artnr",
    "manufacturer producer hersteller produzent herstellerin",
    "manufacturer_part_number mpn herstellernummer herstellerartikelnummer",
    (
        "product_group product_category article_group warengruppe artikelgruppe produktgruppe "
        "produktkategorie item_group category goods_group wg warengr artikelkategorie"
    ),
    "pack_size packaging_unit package_size verpackungseinheit gebinde gebindegroesse packungsgroesse",
    (
        "best_before best_before_date use_by use_by_date mhd haltbar_bis haltbarkeit verfallsdatum "
        "mindesthaltbarkeit mindesthaltbarkeitsdatum"
    ),
    "net_weight nettogewicht weight_net",
    "gross_weight bruttogewicht weight_gross",
    "tare tare_weight empty_weight tara leergewicht eigengewicht",
    "payment_method payment_type zahlart bezahlart zahlungsart zahlungsweise bezahlmethode bezahlweise",
    (
        "payment_terms payment_term payment_terms_days zahlungsziel_tage terms_of_payment terms_payment "
        "zahlungsziel zahlungsbedingung zahlungsbedingungen zahlungsfrist zahlungskonditionen "
        "zahlungskondition payment_period"
    ),
    (
        "delivery_terms incoterm incoterms terms_of_delivery terms_delivery lieferbedingung lieferbedingungen "
        "lieferkonditionen"
    ),
    "cash_discount early_payment_discount skonto",
    "quantity_discount volume_discount bulk_discount mengenrabatt staffelrabatt",
    "graduated_price tiered_price staffelpreis",
    "purchase_volume procurement_volume einkaufsvolumen",
    "online_shop web_shop webshop onlineshop online_store internetshop",
    "sales_channel vertriebskanal verkaufskanal vertriebsweg absatzweg absatzkanal",
    "customs_tariff_number hs_code tariff_code commodity_code zolltarifnummer warentarifnummer warennummer",
    "country_of_origin country_origin origin_country ursprungsland herkunftsland herstellungsland",
    "quote_date offer_date quotation_date angebotsdatum",
    "quote_number offer_number angebotsnummer",
    "order_confirmation auftragsbestaetigung bestellbestaetigung",
    "order_status bestellstatus auftragsstatus",
    "order_type auftragsart bestellart",
    "repeat_order reorder nachbestellung wiederholungsbestellung folgebestellung",
    "backlog_order backorder lieferrueckstand rueckstand",
    "delivery_delay lieferverzug lieferverzoegerung",
    "storage_location stock_location bin_location storage_bin lagerplatz lagerort regalplatz lagerfach bin",
    "stock_transfer transfer_order umlagerung umbuchung lagerumbuchung",
    (
        "stock_movement inventory_movement movement inventory_transaction stock_transaction lagerbewegung "
        "bestandsbewegung warenbewegung bestandsbuchung lagerbuchung"
    ),
    "movement_type bewegungsart buchungsart",
    "stocktaking stocktake inventory_count stock_count inventur zaehlung bestandsaufnahme",
    "inventory_difference count_difference stock_variance inventurdifferenz zaehldifferenz bestandsdifferenz",
    "counted_quantity counted_qty gezaehlte_menge counted gezaehlt",
    "stock_value inventory_value lagerwert bestandswert",
    "goods_value value_of_goods value_goods merchandise_value declared_value warenwert sendungswert shipment_value",
    "pallet_space pallet_position palettenplatz palettenstellplatz",
    "pick_list picking_order pick_order kommissionierauftrag pickliste kommissionierliste pickauftrag",
    "picker kommissionierer kommissioniererin",
    "warehouse_worker warehouse_clerk lagerist lageristin lagermitarbeiter lagerarbeiter",
    "forklift forklift_truck stapler gabelstapler hubstapler",
    "batch_number lot_number batch_no lot_no chargennummer losnummer chargennr charge_nr",
    "hazardous dangerous_goods hazmat hazardous_goods gefahrgut gefahrstoff is_hazardous",
    "refrigerated chilled gekuehlt kuehlware",
    "shelf_number rack_number regalnummer",
    "fill_level fuellstand fuellgrad",
    "dead_stock slow_mover ladenhueter",
    "turnover_rate inventory_turnover umschlagshaeufigkeit lagerumschlag",
    "loading_bay loading_dock laderampe rampe ladetor",
    "invoice_amount invoice_total rechnungsbetrag rechnungssumme",
    "customer_group customer_segment kundengruppe kundensegment",
    "new_customer neukunde erstkunde",
    "regular_customer existing_customer stammkunde bestandskunde",
    "key_account grosskunde schluesselkunde",
    "shop_order web_order online_order onlinebestellung",
    "cash_sale barverkauf",
    "price_list preisliste",
    "price_increase preiserhoehung",
    "average_order_value durchschnittlicher_warenkorb durchschnittlicher_bestellwert",
)
