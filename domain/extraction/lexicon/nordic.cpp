// Swedish, Danish, Norwegian, Icelandic, Faroese.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "kod|koden|kode|kóði|kóðann|kóðinn|kóða|kota|lykilorð|lösenord|adgangskode|"
     "passord|pinkod|pin-kod|pinkode|nyckel|nøgle|nøkkel|kotuna|kodu"},
    {cue::strong_code,
     "verifieringskod*|verifikationskod*|bekräftelsekod*|säkerhetskod*|aktiveringskod*|"
     "inloggningskod*|engångskod*|engångslösenord*|autentiseringskod*|åtkomstkod*|"
     "återställningskod*|din kod|följande kod|denna kod|koden nedan|sms-kod*|"
     "verifierings-kod|registreringskod|valideringskod|bekræftelseskod*|sikkerhedskod*|"
     "engangskod*|engangsadgangskod*|godkendelseskod*|loginkod*|login-kod*|adgangskoden|"
     "nulstillingskod*|din kode|følgende kode|denne kode|koden herunder|bekreftelseskod*|"
     "sikkerhetskod*|engangspassord*|påloggingskod*|innloggingskod*|autentiseringskode|"
     "verifiseringskod*|gjenopprettingskod*|tilgangskode|stadfestingskod*|eingongskod*|"
     "innloggingskode|følgjande kode|staðfestingarkóð*|öryggiskóð*|einnota kóð*|"
     "innskráningarkóð*|auðkenningarkóð*|auðkenniskóð*|eftirfarandi kóð*|"
     "váttanarkod*|staðfestingarkot*|trygdarkot*|sannkenningarkot*|góðkenningarkot*"},
    {cue::verify,
     "bekräft*|verifier*|verifikation|aktiver*|autentiser*|godkänn*|bekræft*|bekreft*|"
     "stadfest*|verifiser*|staðfest*|virkja*|sannreyn*|aktivera|aktivér|validera|valider|"
     "slutför*|fullfør*|fuldfør*|vátta|váttan|vátt*|auðkenn*"},
    {cue::recover,
     "återställ*|nollställ*|byt lösenord|ändra lösenord|nytt lösenord|glömt lösenord|"
     "lås upp|låsa upp|ta bort konto|radera konto|nulstil*|gendan|gendanne|"
     "skift adgangskode|ændre adgangskode|ny adgangskode|lås op|låse op|tilbakestill*|"
     "gjenopprett*|endre passord|nytt passord|lås opp|låse opp|nullstill*|slett konto|"
     "slet konto|endurstill*|endurheimt*|nýtt lykilorð|breyta lykilorði|opna aftur|aflæsa|"
     "velja nýtt|skapa lösenord|ange nytt|nýtt loyniorð|endurset*|nulstille|"
     "opret adgangskode|tilbakestille"},
    {cue::invite,
     "inbjudan|inbjuden|bjudit in|bjuder in|acceptera|gå med|anslut|invitation|inviteret|"
     "inviterer|accepter|acceptér|tilslut|deltag|deltage|invitasjon|invitert|aksepter|godta|"
     "bli med|bli medlem|innbydelse|boð|boðið|boðin|samþykkja|samþykkt boð|ganga í|"
     "taka þátt|innbjóðing|bjóða|invitere|slut dig til"},
    {cue::login,
     "logga in|inloggning*|logg inn|logge inn|innlogging*|innloggin*|logge på|pålogging*|"
     "log ind|logge ind|log på|indlogning*|skrá inn|skráðu þig|innskráning*|skrá þig|"
     "rita inn|registrera|registrering|registrer|tilmeld*|magisk länk|magisk lenke|"
     "magisk link|rita in"},
    {cue::password, "lösenord*|adgangskode*|adgangskoder|passord*|kodeord*|lykilorð*|loyniorð*"},
    {cue::click,
     "klicka|klicka på|länk|länken|följ länken|följ den|knappen|klik|klik på|linket|"
     "link|følg linket|følg dette|nedenfor|klikk|klikk på|lenke|lenken|lenka|følg lenken|"
     "følg denne|smell*|smelltu|hlekk*|tengil*|trýst|leinkju|leinkj*|nedan|herunder|besøg|"
     "besök"},
    {cue::enter,
     "ange|skriv in|fyll i|använd|indtast|skriv|brug|oppgi|tast inn|skriv inn|bruk|"
     "sláðu inn|slá inn|notaðu|nota|skriva inn|indtaste"},
    {cue::expiry,
     "giltig|giltigt|gäller|upphör|går ut|minuter|gyldig|udløber|utløper|utgår|minutter|"
     "gildir|rennur út|mínútur|mínútum|minuttir|gildur|gongur út"},
    {cue::secrecy,
     "dela inte|dela aldrig|lämna inte ut|del ikke|del aldri|del aldrig|ikke del|deila ekki|"
     "deildu ekki|með neinum|ingen|nogen"},
    {cue::ignore,
     "ignorera|bortse|inte begärt|om du inte|ignorer|se bort fra|ikke anmodet|hvis du ikke|"
     "ikke bedt om|hunsa|hunsaðu|ekki beðið|hvis ikke|ikkje|um tú ikki"},
    {cue::commerce,
     "faktura|fakturor|fakturan|kvitto|kvittering|beställning|beställningar|ordre|order|"
     "betalning|betaling|leverans|levering|leveret|frakt|forsendelse|paket|pakke|belopp|"
     "beløb|beløp|summa|totalt|total|moms|mva|köp|køb|kjøp|kund|kunde|kunder|bestilling|"
     "reikning*|kvittun|pöntun*|greiðsl*|afhending|sending|upphæð|samtals|verð|rokning|"
     "bílegging|delsumma|subtotal|pris|bestilling*|beställning*|bestillingen|ordren|kjøpet|"
     "købet"},
    {cue::id_label,
     "fakturanummer|ordernummer|ordrenummer|kundnummer|kundenummer|kontonummer|referensnummer|"
     "referens|referanse|reference|ärendenummer|sagsnummer|saksnummer|sporingsnummer|"
     "kollinummer|försändelse|postnummer|nummer|nr|ordre|faktura|pöntunarnúmer|"
     "reikningsnúmer|pöntun|reikningur|númer|tilvísun|kvittering"},
    {cue::coupon,
     "rabattkod*|rabatkod*|rabattkode*|kupong*|kupon|värdekod|gavekort|presentkort|"
     "afsláttarkóð*|kampanjkod|rabatt|tilbud|erbjudande"},
    {cue::money, "kronor|kroner|krónur|kr"},
    {cue::phone,
     "ring|ringa|telefon|tlf|mobil|sími|hringja|hringdu|telefonnummer|kundtjänst|"
     "kundeservice"},
    {cue::nav,
     "avprenumerera|avregistrera|avsluta prenumeration|integritetspolicy|villkor|hjälp|"
     "kontakta|inställningar|visa i webbläsare|afmeld|privatlivspolitik|vilkår|hjælp|"
     "kontakt|indstillinger|meld av|avmeld|personvern|hjelp|innstillinger|afskrá|"
     "persónuvernd|skilmálar|hjálp|stillingar|hafa samband|läs mer|læs mere|les mer|"
     "avböj|avvisa|avslå|afvis|avvis|hafna"},
    {cue::view,
     "visa|läs|läsa|ladda ner|betala|vis|hent|betal|last ned|skoða|sjá|lesa|sækja|"
     "greiða|titta|detaljer|detaljerna"},
    {cue::done,
     "har ändrats|har uppdaterats|har lagts till|har tagits bort|ändrades|er blevet ændret|"
     "er ændret|er blevet opdateret|blev ændret|er tilføjet|er blevet tilføjet|er fjernet|"
     "har blitt endret|er endret|ble endret|er oppdatert|er lagt til|hefur verið breytt|"
     "hefur verið|ny inloggning|nyt login|ny innlogging|lyckades|er blitt endra|vart endra"},
    {cue::unit,
     "timmar|dagar|veckor|månader|poäng|timer|dage|uger|måneder|point|dager|uker|poeng|"
     "klukkustundir|stk"},
    {cue::card, "kort|kortet|slutar på|slutter på|ender på|sista fyra|kortnummer|som slutter"},
    {cue::phrase,
     "säkerhetsfras|sikkerhedssætning|sikkerhetsfrase|sikkerhedsfrase|tryggingarsetning|"
     "öryggissetning*|öryggisfrasi|trygdarsetning"},
    {cue::lookalike,
     "streckkod|stregkode|strekkode|postkod|källkod|kildekode|qr-kod|rabattkod|rabatkode|"
     "postnummer|strikamerki|återställningskoder|gjenopprettingskoder"},
};

}  // namespace

words nordic() { return entries; }

}  // namespace carnet::extraction::lexica
