// Lithuanian, Latvian, Estonian, Finnish, Hungarian, Sami.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "kodas|kodą|kodo|kods|kodu|koda|kood|koodi|koodin|koodia|kód|kódot|kódja|kódod|"
     "slaptažodis|slaptažodį|parole|paroli|parool|parooli|salasana|tunnusluku|jelszó|"
     "jelszava|pin|pin-koodi|kulcs|kodi|raktas|kódodat"},
    {cue::strong_code,
     "patvirtinimo kod*|saugos kod*|prisijungimo kod*|vienkartin* kodas|vienkartinis kodas|"
     "vienkartinį kodą|vienkartinis slaptažodis|tapatybės kod*|aktyvavimo kod*|"
     "autentifikavimo kod*|atkūrimo kod*|jūsų kodas|šį kodą|sekantį kodą|"
     "slaptažodžio atkūrimo kod*|tikrinimo kod*|patikros kod*|apstiprinājuma kod*|"
     "apstiprināšanas kod*|verifikācijas kod*|drošības kod*|pieteikšanās kod*|"
     "piekļuves kod*|vienreizējais kod*|vienreizēj* kod*|vienreizējā parole|"
     "vienreizēja parole|autentifikācijas kod*|aktivizācijas kod*|aktivizēšanas kod*|"
     "jūsu kods|šo kodu|pārbaudes kod*|atiestatīšanas kod*|šādu kodu|kinnituskood*|"
     "kinnitamiskood*|turvakood*|sisselogimiskood*|sisselogimise kood*|ühekordne kood|"
     "ühekordset koodi|ühekordne parool|pääsukood*|aktiveerimiskood*|autentimiskood*|"
     "teie kood|sinu kood|järgmine kood|järgmist koodi|kontrollkood*|taastekood*|"
     "verifitseerimiskood*|vahvistuskood*|varmennuskood*|todennuskood*|kertakäyttökood*|"
     "kertakäyttöinen|kertakäyttöisen|kertakäyttösalasana|kirjautumiskood*|pääsykood*|"
     "aktivointikood*|palautuskood*|tunnistautumiskood*|koodisi|seuraava koodi|"
     "seuraavaa koodia|tämä koodi|vahvistus-koodi|avauskood*|vahvistustunnus|"
     "megerősítő kód*|ellenőrző kód*|biztonsági kód*|belépési kód*|"
     "bejelentkezési kód*|aktiváló kód*|aktiválási kód*|hitelesítő kód*|"
     "hitelesítési kód*|egyszer használatos|egyszeri kód*|egyszeri jelsz*|egyszerhasználatos|"
     "azonosító kód*|visszaállító kód*|visszaállítási kód*|jóváhagyó kód*|"
     "az ön kódja|a kódod|következő kód*|alábbi kód*|igazoló kód*|"
     "helyreállítási kód*|jelszó-visszaállítási kód*|sms-kód*|sms kód*|sms jelszó|"
     "megerősítési kód*|érvényesítő kód*"},
    {cue::verify,
     "patvirtin*|patvirtink*|aktyvuo*|aktyvav*|autentif*|patikrin*|apstiprin*|aktiviz*|"
     "aktivē*|verific*|verifik*|pārbaud*|autentific*|kinnita*|aktiveeri*|autenti*|tuvasta*|"
     "vahvist*|vahvista|varmenna*|varmista*|varmenn*|aktivoi*|todenn*|todenna|tunnist*|"
     "megerősít*|erősítsd|erősítse|ellenőr*|aktivál*|hitelesít*|igazol*|jóváhagy*|"
     "verifitse*|viimeistele|érvényesít*|véglegesít*|tikrinimas|tikrinti"},
    {cue::recover,
     "atkur*|atstat*|nustatyti slaptažodį|naujas slaptažodis|naują slaptažodį|"
     "pakeisti slaptažodį|keisti slaptažodį|pamiršote|pamiršt*|atrakin*|"
     "ištrinti paskyrą|slaptažodžio keitim*|slaptažodžio atnaujin*|atiestat*|atjaun*|"
     "atgūt*|mainīt paroli|nomainīt paroli|paroles maiņ*|jauna parole|jaunu paroli|"
     "aizmirs*|atbloķē*|dzēst kontu|iestatīt paroli|lähtesta*|taasta*|parooli muut*|"
     "muuda parool*|uus parool|uue parooli|unustas*|ava konto|kustuta konto|määra parool|"
     "palaut*|nollaa*|nollaus|vaihda salasana*|salasanan vaiht*|muuta salasana*|uusi salasana|"
     "uuden salasanan|unohdit|unohtu*|avaa tili|lukituksen|aseta salasana|poista tili|"
     "visszaállít*|helyreállít*|alaphelyzetbe|új jelszó*|jelszó megváltoztat*|"
     "jelszóváltoztat*|jelszó módosít*|elfelejtett*|feloldás*|felold*|fiók törlés*|"
     "jelszó beállít*|jelszavam|jelszavad|jelszavát|megváltoztat*|upprättelsem|lukust*"},
    {cue::invite,
     "kvietim*|pakvies*|pakviet*|kviečia|priimti|prisijungti prie|prisijunkite|ielūg*|"
     "uzaicin*|aicina|pieņemt|pieņem|pievieno*|pievienoties|kutse|kutsu*|kutsus|kutsub|"
     "nõustu*|liitu*|liity|liittyä|hyväksy*|kutsuttu|kutsuu|kutsunut|meghív*|meghívta|"
     "elfogad*|csatlakoz*|csatlakozz|csatlakozás"},
    {cue::login,
     "prisijung*|prisijungimas|registr*|užsiregistr*|stebuklinga|pieteik*|pieslēg*|ielogo*|"
     "reģistr*|autorizē*|logi sisse|sisselogim*|logige|registreeri*|sisene*|kirjaudu*|"
     "kirjautu*|kirjautumi*|sisäänkirj*|rekister*|taikalinkki|bejelentkez*|belép*|"
     "jelentkezz|regisztr*|varázslink|bejelentkezési"},
    {cue::password, "slaptažod*|parol*|parool*|salasana*|salasanan|jelszó*|jelszav*"},
    {cue::click,
     "spustel*|paspaus*|nuorod*|mygtuk*|žemiau|šią nuorodą|klikšķin*|noklikšķin*|"
     "spied*|sait*|šo saiti|pogu|zemāk|klõpsa*|klikk*|vajuta*|link*|lingil|allolev*|nuppu|"
     "klikka*|napsaut*|paina*|linkki*|linkistä|painike*|alla olev*|oheis*|seuraa*|avaa|"
     "kattint*|linkre|hivatkoz*|gomb*|alábbi|sekite|sekojiet|járgi|järgi|järgige|kövesd|"
     "kövesse|katso|siirry|osoitteeseen"},
    {cue::enter,
     "įveskite|įvesti|naudokite|panaudokite|ievadiet|ievadīt|izmantojiet|lietojiet|"
     "sisesta*|kasuta*|syötä*|anna|käytä*|kirjoita|írd be|írja be|adja meg|add meg|"
     "használd|használja|beírni|megadni"},
    {cue::expiry,
     "galioja|galios|baigsis|baigia|minut*|minučių|minutes|derīgs|derīga|beidzas|minūt*|"
     "minūtes|kehtib|kehtiv|aegub|minutit|minuti*|voimassa|vanhenee|umpeutuu|minuutti*|"
     "minuuttia|érvényes|lejár|perc|percig|percen|percben|pasibaigs"},
    {cue::secrecy,
     "niekam|nesidalinkite|neatskleiskite|neizpaužiet|nevienam|ära jaga|ärge jagage|"
     "kellegagi|kellelegi|älä jaa|älä kerro|kenellekään|älä luovuta|ne ossza|ne oszd|"
     "senkivel|senkinek|ne add"},
    {cue::ignore,
     "ignoruo*|nekreipkite|neprašėte|jei jūs ne|jeigu ne|ignorējiet|ignorēt|"
     "nepieprasījāt|ja jūs ne|ignoreeri*|eirake|ei taotlenud|kui sa ei|kui te ei|"
     "jätä huomiotta|jättää huomiotta|ohittaa|ohita|voit sivuuttaa|et pyytänyt|jos et|"
     "ette ole|hagyd figyelmen|hagyja figyelmen|figyelmen kívül|nem kért*|ha nem|nem te"},
    {cue::commerce,
     "sąskait*|užsakym*|pirkim*|mokėjim*|pristatym*|siunt*|suma|viso|iš viso|klient*|"
     "kvit*|kaina|pvm|prenumerat*|rēķin*|pasūtīj*|pirkum*|maksājum*|piegād*|sūtīj*|"
     "summa|kopā|čeks|cena|pvn|abonem*|arve|arved|arve*|tellimus*|makse*|tarne*|saadetis*|"
     "kokku|kviitung*|hind|käibemaks|lasku*|lasku|laskun|tilaus*|tilauksen|osto*|maksu*|"
     "toimitus*|lähetys*|paketti|yhteensä|välisumma|asiakas|asiakkaan|kuitti*|kuitin|hinta|"
     "alv|számla*|számlá*|rendelés*|vásárlás*|fizetés*|befizetés*|szállítás*|"
     "csomag*|összeg*|összesen|részösszeg|végösszeg|vásárló*|ügyfél*|nyugta*|áfa|"
     "előfizetés*|tilauks*"},
    {cue::id_label,
     "užsakymo numeris|užsakymas|užsakymo nr|sąskaita|sąskaitos nr|sąskaitą|numeris|nr|"
     "kliento numeris|pasūtījuma numurs|pasūtījums|rēķins|rēķina numurs|rēķinu|"
     "numurs|tellimuse number|tellimus|tellimuse|arve|arve nr|arve number|number|viitenumber|"
     "tilausnumero|tilaus|tilauksen|laskun numero|lasku|laskunumero|numero|nro|viitenumero|"
     "asiakasnumero|postinumero|seurantakoodi|lähetystunnus|y-tunnus|rendelésszám|"
     "rendelés|rendelési szám|számlaszám|számla|számla sorszáma|szám|sorszám|"
     "azonosító|ügyfélszám|irányítószám|adószám|hivatkozási szám"},
    {cue::coupon,
     "nuolaid*|kupon*|akcij*|atlaid*|sooduskood*|soodustus*|kupong*|alennuskood*|alennus*|"
     "kuponki*|lahjakortti*|tarjous*|kedvezmény*|kuponkód*|akció*|ajándékkártya|akcijas"},
    {cue::money, "eur|ft|forint|eiro|eurų|euroa|eurot|huf"},
    {cue::phone,
     "skambin*|telefon*|tel|zvaniet|tālrun*|helista*|soita*|puhelin*|puh|hívja*|hívj*|"
     "telefonszám*|mobil*"},
    {cue::nav,
     "atsisak*|privatum*|taisyklės|pagalba|kontaktai|nustatymai|atrakst*|privātum*|"
     "noteikumi|palīdzība|kontakti|iestatījumi|loobu*|privaatsus*|tingimused|abi|kontakt|"
     "seaded|peruuta tilaus|peru tilaus|tietosuoja*|ehdot|käyttöehdot|ohje|apua|"
     "yhteystiedot|asetukset|asiakaspalvelu|leiratkoz*|adatvédel*|feltétel*|súgó|"
     "segítség|kapcsolat|beállítás*|ügyfélszolgálat*|lue lisää|tudj meg többet|tuki"},
    {cue::view,
     "peržiūrėti|žiūrėti|pamatyti|atsisiųsti|apmokėti|skaityti|skatīt|apskatīt|"
     "lejupielādēt|apmaksāt|lasīt|vaata|vaadata|laadi alla|maksa|loe|näytä|katsele|"
     "lataa|lue|tarkastele|tarkista|nähdä|megtekint*|megnéz*|letölt*|kifizet*|olvas*|"
     "részletek|details|detales|tiedot"},
    {cue::done,
     "buvo pakeistas|buvo pakeista|pakeistas|buvo atnaujint*|buvo pridėt*|buvo pašalint*|"
     "sėkmingai|naujas prisijungimas|tika mainīt*|ir mainīt*|nomainīt*|ir atjaunin*|"
     "ir pievienot*|ir noņemt*|veiksmīgi|on muudetud|muudeti|muudetud|on uuendatud|"
     "on lisatud|on eemaldatud|edukalt|on vaihdettu|on muutettu|vaihdettu|muutettu|"
     "on päivitetty|on lisätty|on poistettu|onnistuneesti|megváltozott|megváltoztatásra|"
     "módosítva|módosult|módosításra|frissült|frissítve|hozzáadva|eltávolítva|"
     "sikeresen|új bejelentkezés"},
    {cue::unit,
     "valandų|valandas|dienų|dienas|stundu|stundas|tundi|päeva|tuntia|päivää|päivän|"
     "viikkoa|pistettä|kpl|órán|óra|nap|napon|napig|hét|hónap|pont|db|szt"},
    {cue::card,
     "besibaigianti|kortelė|karte|kaart|lõpeb|kortti|kortin|päättyvä|kártya|kártyája|"
     "végződő"},
    {cue::phrase,
     "saugos frazė|saugumo frazė|drošības frāze|turvafraas|turvalause|turvallisuuslause|"
     "turvasana|biztonsági kifejezés|biztonsági jelmondat|turvafraasi"},
    {cue::lookalike,
     "viivakood*|viivakoodi|vöötkood|svītrkods|vonalkód*|irányítószám|"
     "brūkšninis kodas|pasta indekss|pašto kodas|lähdekood*|forráskód*|qr-koodi|qr-kood|"
     "alennuskood*|kuponkód*|palautuskoodit|helyreállítási kódok|atkūrimo kodai|"
     "sooduskood*"},
};

}  // namespace

words baltic_uralic() { return entries; }

}  // namespace carnet::extraction::lexica
