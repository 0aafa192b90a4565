// German, Dutch, Afrikaans, Luxembourgish, Frisian.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "code|codes|kennwort|passwort|zahlencode|pin|tan|mtan|losung|wachtwoord|kode|passwuert|"
     "schlüssel|sleutel|kennziffer|cijfercode"},
    {cue::strong_code,
     "bestätigungscode|verifizierungscode|verifikationscode|sicherheitscode|aktivierungscode|"
     "anmeldecode|anmeldungscode|zugangscode|freigabecode|freischaltcode|einmalcode|"
     "einmal-code|einmalkennwort|einmalpasswort|einmal-passwort|einmal-pin|einmal-tan|"
     "authentifizierungscode|prüfcode|bestätigungs-code|sicherheits-code|login-code|"
     "anmelde-code|einladungscode|zurücksetzungscode|wiederherstellungscode|mobile tan|"
     "*einmalkennwort|sms-code|dein code|ihr code|folgenden code|diesen code|dieser code|"
     "e-mail-verifizierungscode|reset-code|registrierungscode|einmaliger code|"
     "zwei-faktor-code|legitimationscode|verificatiecode|bevestigingscode|beveiligingscode|"
     "activatiecode|toegangscode|inlogcode|aanmeldcode|authenticatiecode|eenmalige code|"
     "eenmalig wachtwoord|wachtwoordcode|herstelcode|resetcode|controlecode|je code|uw code|"
     "jouw code|deze code|volgende code|verificatie code|validatiecode|registratiecode|"
     "verifikasiekode|bevestigingskode|eenmalige kode|sekuriteitskode|veiligheidskode|"
     "aantekenkode|toegangskode|eenmalige pin|wagwoordkode|jou kode|u kode|verifikatiounscode|"
     "bestätegungscode|verifizéierungscode|verifikatiecode|aanmeldkoade|befêstigingskoade"},
    {cue::verify,
     "bestätig*|bestätegen|verifizier*|verifikation|aktivier*|freischalt*|authentifizier*|"
     "registrierung abschließen|freigeben|verifizéier*|verifier*|verifizéieren|aktivéier*|"
     "bevestig*|verifieer*|verifieren|verificatie|verifiëren|activeer*|activeren|activatie|"
     "verifikasie|aktiveer|bekrachtig*|valideer|valideren|validieren|validierung|bestätigung|"
     "befêstig*|abschließen|registratie voltooien|voltooi*|zustimmen"},
    {cue::recover,
     "zurücksetz*|zurückzusetzen|zrécksetz*|zeréckset*|zerécksetzen|wiederherstell*|"
     "wiederherzustellen|passwort ändern|passwort vergessen|neues passwort|entsperr*|"
     "entsperren|konto löschen|passwort festlegen|passwort erstellen|passwort setzen|"
     "e-mail-adresse ändern|herstel*|resetten|opnieuw instellen|wachtwoord wijzigen|"
     "nieuw wachtwoord|wachtwoord instellen|wachtwoord vergeten|wachtwoord opnieuw|"
     "ontgrendel*|deblokkeer*|deblokkeren|account verwijderen|wagwoord herstel|"
     "herstel wagwoord|stel wagwoord|ontsluit|terugstel*|kennwort ändern|kennwort zurück*|"
     "wachtwurd|neie passwuert"},
    {cue::invite,
     "einladung|eingeladen|einlädt|lädt dich|lädt sie|annehmen|beitreten|beizutreten|"
     "teilnehmen|uitnodiging|uitgenodigd|nodigt|uitnodigt|accepteer*|accepteren|deelnemen|"
     "lid worden|word lid|uitnooi|uitgenooi|aanvaar|sluit aan|aan te sluit|invitéiert|"
     "invitatioun|invitéieren|bäitrieden|unhuelen|unzehuelen|akzeptéieren"},
    {cue::login,
     "anmeld*|anzumelden|einlogg*|login|einzuloggen|registrier*|registréier*|umeld*|umellen|"
     "unmelden|magic link|inlog*|aanmeld*|aan te melden|in te loggen|aanteken|teken aan|"
     "meld aan|registreer|registreren|meld je aan|magischer link|magischen link"},
    {cue::password, "passwort*|kennwort*|passwuert*|wachtwoord*|wagwoord*|paswoord"},
    {cue::click,
     "klick*|anklick*|link|folgenden link|diesem link|diesen link|schaltfläche|button|"
     "unten stehen*|gehen sie zu|klik|klikken|klikt|volgende link|deze link|link hieronder|"
     "onderstaande link|onderstaande knop|volg hierdie skakel|skakel|kliek|knop|klickt|"
     "dësem link|follegt dësem|bezoek|besuchen|ga naar|volg deze"},
    {cue::enter,
     "eingeben|geben sie|gib|gebe|eintragen|verwenden sie|verwende|nutzen sie|nutze|voer|vul|"
     "invoeren|in te voeren|gebruik|voer die|sleutel in|gitt|benotzt|einzugeben"},
    {cue::expiry,
     "gültig|läuft ab|verfällt|ablaufen|abgelaufen|minuten|gültigkeit|verliert seine|"
     "geldig|verloopt|vervalt|verval|geldigheid|leeft af|oofgelaf|gëlteg|minutte|minute|dauer"},
    {cue::secrecy,
     "nicht weitergeben|teile|teilen|geben sie diesen code nicht|mit niemandem|niemals|"
     "an niemanden|deel|niemand|niet delen|nooit|moenie|deel nie|ni mat"},
    {cue::ignore,
     "ignorieren|ignoriere|nicht angefordert|nicht von ihnen|nicht veranlasst|keine anfrage|"
     "negeren|negeer|niet aangevraagd|niet hebt aangevraagd|geen verzoek|ignoreer|nie versoek|"
     "nie aangevra|ignoréieren|net gefrot"},
    {cue::commerce,
     "rechnung|rechnungen|quittung|beleg|bestellung|bestellungen|bestellt|zahlung|zahlungen|"
     "versand|lieferung|paket|sendung|betrag|gesamt|summe|zwischensumme|gesamtsumme|"
     "gutschrift|kauf|mahnung|kunde|kunden|überfällig|rechnungsbetrag|artikel|preis|mwst|"
     "abonnement|abo|*rechnung|*bestellung|factuur|facturen|bestelling|bestellingen|betaling|"
     "betalingen|verzending|verzonden|levering|pakket|bedrag|totaal|subtotaal|kwitantie|"
     "ontvangstbewijs|aankoop|klant|korting|prijs|btw|rekening betaald|faktuur|kwitansie|"
     "versending"},
    {cue::id_label,
     "rechnungsnummer|rechnung|bestellnummer|bestellung|auftragsnummer|auftrag|kundennummer|"
     "kontonummer|kunden-nr|nr|nummer|referenz|referenznummer|vorgangsnummer|ticketnummer|"
     "sendungsnummer|artikelnummer|vertragsnummer|aktenzeichen|plz|postfach|hausnummer|zimmer|"
     "raum|belegnummer|buchungsnummer|sendungsverfolgung|tracking|quittung|lieferschein|"
     "auftragsnr|rückerstattung|bestellnr|meldung an|factuurnummer|factuur|ordernummer|"
     "bestelnummer|bestelling|klantnummer|rekeningnummer|referentie|volgnummer|track|postcode|"
     "kenmerk|faktuurnommer|nommer|steuernummer|hrb|amtsgericht"},
    {cue::coupon,
     "gutschein*|gutscheincode|rabattcode|rabatt*|aktionscode|kortingscode|korting|cadeaubon|"
     "actiecode|waardebon|afslagkode|afslag|gutscheincodes"},
    {cue::money, "euro|franken|rand|gulden"},
    {cue::phone,
     "anrufen|rufen sie|telefon|tel|fax|hotline|kundenservice|bellen|bel|telefoon|"
     "telefoonnummer|skakel ons|rufnummer|handynummer|mobilnummer"},
    {cue::nav,
     "abbestellen|abmelden|datenschutz|datenschutzerklärung|agb|impressum|hilfe|kontakt|"
     "support|einstellungen|im browser|nutzungsbedingungen|mehr erfahren|kundendienst|"
     "newsletter|afmelden|uitschrijven|privacybeleid|voorwaarden|hulp|contact|instellingen|"
     "voorkeuren|bekijk in browser|meer informatie|klantenservice|teken uit|privaatheid|"
     "hilfebereich|benachrichtigungen verwalten|ablehnen|absagen|kündigen|weigeren|annuleren|"
     "afwijzen"},
    {cue::view,
     "ansehen|anzeigen|einsehen|herunterladen|bezahlen|sehen|lesen|prüfen|bekijk|bekijken|"
     "downloaden|betalen|zien|lees|sien|besigtig|kyk|details|jetzt kaufen|zur bestellung"},
    {cue::done,
     "geändert wurde|wurde geändert|wurde erfolgreich|wurde aktualisiert|wurde hinzugefügt|"
     "wurde entfernt|wurde gelöscht|erfolgreich|neue anmeldung|angemeldet|is gewijzigd|"
     "is bijgewerkt|is toegevoegd|is verwijderd|succesvol|nieuwe aanmelding|is verander|"
     "is gewysig|geännert|unbekanntes konto"},
    {cue::unit,
     "stunden|tage|tagen|wochen|monate|jahre|punkte|stück|uhr|uur|uren|dagen|weken|maanden|"
     "punten|stuks|personen"},
    {cue::card,
     "endziffer|endziffern|karte|kartennummer|endend auf|eindigend op|kaart|kaartnummer|"
     "laatste vier"},
    {cue::phrase,
     "sicherheitsphrase|veiligheidsfrase|beveiligingszin|sicherheitssatz|veiligheidszin|"
     "sécherheetsphrase"},
    {cue::lookalike,
     "barcode|strichcode|postleitzahl|quellcode|broncode|postcode|streepjescode|strepieskode|"
     "qr-code|gutscheincode|rabattcode|kortingscode|backup-codes|wiederherstellungscodes|"
     "herstelcodes|farbcode|vorläufiges passwort|temporäres passwort|tijdelijk wachtwoord"},
};

}  // namespace

words german_dutch() { return entries; }

}  // namespace carnet::extraction::lexica
