// Bulgarian, Serbian, Croatian, Bosnian, Slovenian, Macedonian, Montenegrin.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "код|кода|кодът|кодот|парола|лозинка|лозинку|"
     "шифра|kod|koda|kôd|kodo|lozinka|lozinku|šifra|geslo|gesla|pin|ключ|ključ|"
     "zaporka|кодови"},
    {cue::strong_code,
     "код за потвърждение|код за потвърждаване|"
     "код за сигурност|код за вход|код за достъп|"
     "код за активация|код за активиране|"
     "код за удостоверяване|код за проверка|"
     "еднократен код|еднократна парола|вашият код|"
     "твоят код|следния код|този код|"
     "код за възстановяване|код за нулиране|"
     "верификациони код|код за верификацију|"
     "код за потврду|безбедносни код|код за пријаву|"
     "једнократни код|једнократна лозинка|"
     "једнократну лозинку|ваш код|следећи код|"
     "приступни код|код за верификација|"
     "код за потврда|безбедносен код|код за најава|"
     "еднократна лозинка|вашиот код|следниот код|"
     "код за пристап|верификациски код|verifikacijski kod*|"
     "verifikacioni kod*|kod za verifikaciju|kod za potvrdu|potvrdni kod*|sigurnosni kod*|"
     "bezbednosni kod*|kod za prijavu|pristupni kod*|aktivacijski kod*|jednokratni kod*|"
     "jednokratna lozinka|jednokratnu lozinku|vaš kod|tvoj kod|sljedeći kod|sledeći kod|"
     "autentifikacijski kod*|kôd za potvrdu|kontrolni kod*|sigurnosni kôd|"
     "verifikacijsku šifru|potrditvena koda|potrditveno kodo|koda za potrditev|"
     "varnostna koda|varnostno kodo|koda za prijavo|kodo za prijavo|enkratna koda|"
     "enkratno kodo|enkratno geslo|enkratna gesla|vaša koda|vašo kodo|naslednjo kodo|"
     "naslednja koda|verifikacijska koda|verifikacijsko kodo|dostopna koda|aktivacijska koda|"
     "kodo za preverjanje|koda za preverjanje|obnovitvena koda|koda za ponastavitev"},
    {cue::verify,
     "потвърд*|потвърж*|активир*|активац*|верифи*|"
     "удостовер*|проверк*|провери*|автентик*|потврд*|"
     "потврђ*|потврди*|завршите|potvrd*|potvrđ*|verific*|verifik*|"
     "aktivir*|aktivac*|autentif*|provjer*|prover*|odobr*|dovrši*|završi*|potrd*|potrjuj*|"
     "preverj*|preveri*|potrjevanje|overit*|zaključi*"},
    {cue::recover,
     "възстанов*|нулир*|смяна на парол*|смени*|"
     "промяна на парол*|променете парол*|"
     "промени парол*|нова парола|забравена|отключ*|"
     "изтриване на акаунт|ресетир*|ресетов*|обнов*|"
     "опорав*|промени лозинку|промена лозинке|"
     "нова лозинка|нову лозинку|заборављен*|откључ*|"
     "поништ*|промена на лозинка|промени ја|"
     "заборавена|отклучи*|resetir*|resetov*|oporav*|obnov*|promijeni*|"
     "promjen* lozink*|promeni*|promen* lozink*|nova lozinka|novu lozinku|zaboravljen*|"
     "otključ*|poništ*|postavi* lozinku|postavljanje|izbriši račun|brisanje računa|"
     "ponastav*|spremenit* gesl*|spremeni*|spremembo gesla|sprememba gesla|novo geslo|"
     "pozablj*|odklen*|izbris* račun*|povrat*|врати*|врацање|vratit*"},
    {cue::invite,
     "покан*|поканен*|поканва|приемам|приеми|приемете|"
     "присъедин*|позив*|позван*|позва|прихват*|"
     "придруж*|прифат*|приклуч*|pozivnic*|poziv*|pozvan*|poziva|prihvat*|"
     "pridruž*|povabil*|vabi|povabljen*|vabilo|sprejm*|sprejem*|pridruži*|приступи"},
    {cue::login,
     "вход|влез|влезте|влизане|регистр*|пријав*|"
     "пријављ*|логов*|најав*|најава|prijav*|prijavljiv*|ulogu*|"
     "registr*|login|vpis*|vpiš*|prijavite|registracij*|čarobn*"},
    {cue::password, "парол*|лозинк*|lozink*|gesl*|geslo|zapork*|šifr*|шифр*"},
    {cue::click,
     "кликн*|натисн*|линк*|връзк*|бутон*|по-долу|"
     "последвайте|кликните|кликни|везу|везa|дугме|"
     "испод|врск*|следниот линк|копче|подолу|следете|"
     "klikn*|kliknite|link|linku|poveznic*|gumb*|dugme|dugmet*|ispod|slijedite|pratite|klikom|"
     "povezav*|spodnj*|spodaj|sledite|gumb|vezu|vezi|следвайте|пратите|"
     "отворите|посетете"},
    {cue::enter,
     "въведете|въведи|използвайте|унесите|унеси|"
     "користите|искористите|внесете|внеси|користете|"
     "unesite|unesi|upišite|koristite|iskoristite|vnesite|vnesi|uporabite|uporabi|vpišite"},
    {cue::expiry,
     "валиден|валидна|изтича|изтече|минути|важи|"
     "истиче|важност|истекува|vrijedi|važi|ističe|istječe|minuta|"
     "minute|minut|velja|veljavn*|poteče|potekla|traje|важечки"},
    {cue::secrecy,
     "не споделяйте|на никого|не делите|ником|никоме|"
     "не споделувајте|никому|ne dijelite|ne delite|nikome|nikom|"
     "ne delite z|nikomur|nikdar"},
    {cue::ignore,
     "игнорирайте|пренебрегнете|не сте заявили|"
     "ако не сте|игнорисати|занемарите|ако нисте|"
     "игноришите|игнорирајте|ако не|занемарете|"
     "ignorirajte|zanemarite|ako niste|niste tražili|niste zatražili|ignorišite|prezrite|"
     "če niste|ignorirati|zanemariti|prezrete"},
    {cue::commerce,
     "фактур*|поръчк*|поръчката|плащан*|доставк*|"
     "пратк*|сума|общо|клиент*|разписка|абонамент|"
     "цена|ддс|поруџбин*|наруџбин*|плаћањ*|испорук*|"
     "пошиљк*|износ|укупно|купац|нарачк*|испорак*|"
     "вкупно|faktur*|narudžb*|narudžbin*|porudžbin*|plaćanj*|uplat*|isporuk*|"
     "dostav*|pošiljk*|iznos|ukupno|kupac|pretplat*|cijena|cena|pdv|naročil*|plačil*|"
     "dobav*|znesek|skupaj|stranka|stranke|potrdilo o plačilu|ddv|predračun|dospjel*|"
     "dospel*|zapadl*|купувач*|račun št|broj računa|račun br|izdan račun|račun za"},
    {cue::id_label,
     "номер на поръчка|поръчка|фактура|фактура номер|"
     "номер|референция|клиентски номер|еик|рачун|"
     "рачун број|број|поруџбина|наруџбина|нарачка|"
     "сметка|број на нарачка|broj narudžbe|narudžba|narudžbe|"
     "narudžbina|račun|računa|račun br|broj računa|broj|br|referenca|poziv na broj|oib|"
     "jib|pib|številka naročila|naročilo|naročila|številka računa|številka|št|faktura|"
     "fakture|fakturu|sklic|poštna|доставка|пратка"},
    {cue::coupon,
     "промо код|код за отстъпка|отстъпк*|ваучер*|"
     "купон*|попуст*|kod za popust|promo kod|popust*|kupon*|vaučer*|"
     "koda za popust|promocijska koda|bon|промоция"},
    {cue::money, "лева|лв|динара|дин|ден|денари|km|kn|kuna|dinara|evrov|evro|eura"},
    {cue::phone,
     "обадете|телефон*|тел|позовите|јавете|nazovite|pozovite|"
     "telefon*|tel|mob|pokličite|mobitel"},
    {cue::nav,
     "отпис*|абонамента|поверителност|условия|помощ|"
     "контакт*|настройки|одјав*|приватност|услови|"
     "помоћ|подешавања|поставки|odjav*|privatnost|uvjeti|uslovi|pomoć|"
     "postavke|podešavanja|kontakt*|pomoč|nastavitve|zasebnost|pogoji|podrška|podpora|"
     "поддршка|saznajte više|več informacij|отказ|одбиј|odbij*|zavrni*"},
    {cue::view,
     "вижте|виж|преглед*|виждате|изтегл*|платете|"
     "погледајте|погледни|видите|преузмите|pogleda*|pogledaj|"
     "pogledajte|prikaži|vidi|vidjeti|videti|preuzmi*|plati*|oglej*|ogled*|prenesi|plačaj*|"
     "detalj*|подробност*|podrobnost*|разглед*|pregled*|pregledaj*"},
    {cue::done,
     "беше променен*|беше променена|променена|"
     "променен|е променен*|обновен*|добавен*|"
     "премахнат*|успешно|нов вход|је промењен*|"
     "промењен*|ажуриран*|додат*|уклоњен*|е сменет*|"
     "сменет*|додаден*|je promijenjen*|promijenjen*|je promenjen*|promenjen*|"
     "ažuriran*|dodan*|uklonjen*|uspješno|uspešno|je bil* spremenjen*|spremenjen*|"
     "posodobljen*|odstranjen*|pregledana|primljena|kreiran*"},
    {cue::unit,
     "часа|дни|седмици|месеца|години|точки|бр|сати|"
     "дана|sati|dana|tjedana|mjeseci|godina|bodova|dni|tednov|mesecev|točk|kom|kos"},
    {cue::card,
     "завършваща на|карта|картица|картичка|koja završava|"
     "kartica|kartice|ki se končuje"},
    {cue::phrase,
     "фраза за сигурност|сигурносна фраза|"
     "безбедносна фраза|sigurnosna fraza|sigurnosni izraz|bezbednosna fraza|"
     "varnostna fraza|varnostno geslo"},
    {cue::lookalike,
     "баркод|пощенски код|изходен код|бар-код|"
     "поштански број|бар код|barkod|bar kod|poštanski broj|izvorni kod|"
     "izvorna koda|črtna koda|poštna številka|"
     "кодове за възстановяване|kodovi za oporavak|obnovitvene kode|"
     "qr kod|qr koda|кодови за враќање|кодови за обновување"},
};

}  // namespace

words slavic_south() { return entries; }

}  // namespace carnet::extraction::lexica
