// Polish, Czech, Slovak, Sorbian.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "kod|kodu|kodem|kody|kód|kódu|kódem|kódom|hasło|hasła|heslo|hesla|pin|klucz|klíč|"
     "kľúč|hasłem|token"},
    {cue::strong_code,
     "kod weryfikacyjny|kodu weryfikacyjnego|kod weryfikacji|kod bezpieczeństwa|"
     "kod potwierdzający|kod potwierdzenia|kod dostępu|kod aktywacyjny|kod autoryzacyjny|"
     "kod autoryzacji|kod uwierzytelniający|kod logowania|kod jednorazowy|jednorazowy kod|"
     "jednorazowe hasło|hasło jednorazowe|hasło sms|kod sms|hasło do autoryzacji|"
     "hasło do logowania|twój kod|następujący kod|poniższy kod|ten kod|kod do logowania|"
     "kod odzyskiwania|kod resetowania|kod resetujący|kod do|ověřovací kód*|"
     "ověřovacího kódu|bezpečnostní kód*|potvrzovací kód*|přístupový kód*|"
     "aktivační kód*|autorizační kód*|autentizační kód*|přihlašovací kód*|"
     "jednorázový kód*|jednorázové heslo|váš kód|tvůj kód|následující kód|"
     "tento kód|kód pro|obnovovací kód|sms kód|overovací kód*|bezpečnostný kód*|"
     "potvrdzovací kód*|prístupový kód*|aktivačný kód*|autorizačný kód*|"
     "autentifikačný kód*|prihlasovací kód*|jednorazový kód*|jednorazové heslo|"
     "tvoj kód|nasledujúci kód|kód na|verifikačný kód*|verifikační kód*"},
    {cue::verify,
     "potwierd*|potwierdź|weryfik*|zweryfik*|aktyw*|uwierzyteln*|autoryz*|"
     "dokończ rejestrację|zatwierd*|potvr*|potvrď|ověř*|aktiv*|autoriz*|autentiz*|"
     "dokončit registraci|dokonč*|schválit|overiť|overenie|overte|autentifik*|verifik*|"
     "overit|overeni*|overeni|overený"},
    {cue::recover,
     "zresetow*|reset*|odzysk*|przywr*|zmień hasło|zmiana hasła|zmianę hasła|nowe hasło|"
     "ustaw hasło|ustawić hasło|odblok*|usuń konto|usunięcie konta|zapomniane|ustaw nowe|"
     "ustawienie hasła|obnov*|změnit heslo|změna hesla|změnu hesla|změň|nové heslo|"
     "nastavit heslo|nastavení hesla|zapomenut*|odemk*|odemč*|odemknout|smazat účet|"
     "zmeniť heslo|zmena hesla|zmenu hesla|nastaviť heslo|zabudnut*|odomk*|zmazať účet|"
     "nastavte"},
    {cue::invite,
     "zaprosz*|zaprasza|zaprosił*|akceptuj|przyjmij|przyjąć|dołącz*|dołączyć|pozván*|"
     "pozvánk*|pozval*|zve|přijmout|přijměte|připoj*|prijať|prijmite|pripoj*|pozýva|"
     "pozvani|akceptova*"},
    {cue::login,
     "zaloguj*|logowani*|zalogow*|loguj|rejestrac*|zarejestruj*|magiczny link|přihlá*|"
     "přihlášení|přihlásit|registr*|zaregistr*|prihlás*|prihláseni*|prihlásiť|"
     "zaregistrovať|kouzelný odkaz|magický odkaz"},
    {cue::password, "hasł*|hasło|hesl*|heslo"},
    {cue::click,
     "kliknij|klikając|kliknąć|link|poniższy link|ten link|odnośnik|przycisk|łącze|"
     "przejdź|klikn*|kliknutím|klikněte|odkaz|odkazu|následující odkaz|tento odkaz|"
     "tlačítko|níže|poniżej|kliknite|odkaz nižšie|tlačidlo|nasledujúci odkaz|"
     "postupujte|przejdź do|použijte odkaz|skopiuj|zkopírujte"},
    {cue::enter,
     "wpisz|wprowadź|podaj|użyj|wprowadzić|zadejte|zadat|použijte|vložte|zadajte|zadať|"
     "použite|vyplňte|přepište"},
    {cue::expiry,
     "ważny|ważne|wygasa|wygaśnie|wygaśnięcia|minut|minuty|platný|platí|platnost|"
     "vyprší|platnosť|vypršaní|ważność"},
    {cue::secrecy,
     "nie udostępniaj|nie podawaj|nikomu|nie przekazuj|nesdílejte|nesdělujte|nezdieľajte|"
     "neposkytujte|nikdy"},
    {cue::ignore,
     "zignoruj|zignorować|zignorowana|nie prosiłeś|nie prosił*|jeśli nie|nie inicjował*|"
     "pomiń|ignorujte|ignorovat|nežádali|nepožád*|pokud jste|ignorovať|ak ste ne*|"
     "nežiadali|nevyžiadali"},
    {cue::commerce,
     "faktur*|faktura|paragon|rachunek|zamówieni*|zamówienia|zakup*|zakupy|płatnoś*|"
     "przesyłk*|wysyłk*|dostaw*|paczk*|kwot*|razem|suma|subskrypcj*|cena|klient|klienta|"
     "klienci|zwrot|vat|objednávk*|objednávce|nákup*|platb*|zásilk*|doručen*|balík*|"
     "částk*|celkem|mezisoučet|zákazní*|účtenk*|předplatné|dph|"
     "potvrzení objednávky|platba|zásielk*|doručeni*|balík|medzisúčet|celkom|spolu|"
     "úhrad*|predplatné"},
    {cue::id_label,
     "numer zamówienia|zamówienie|zamówienia|nr|numer|numer faktury|faktura|faktury|"
     "faktury nr|numer referencyjny|referencja|numer klienta|numer konta|konto|"
     "numer przesyłki|przesyłka|zgłoszenie|kod pocztowy|nip|regon|krs|číslo objednávky|"
     "objednávka|objednávky|číslo faktury|číslo|číslo účtu|zákaznické číslo|"
     "reference|sledovací číslo|psč|ičo|dič|faktúra|faktúry|číslo zásielky|č|"
     "zakázka|dobropis"},
    {cue::coupon,
     "kod rabatowy|kod promocyjny|rabat*|kupon*|zniżk*|voucher|slevový kód|slev*|kupón*|"
     "poukaz*|zľav*|zľavový kód|promocj*|bon"},
    {cue::money, "zł|złotych|pln|kč|korun|eur|czk"},
    {cue::phone,
     "zadzwoń|telefon*|tel|infolinia|komórkow*|zavolejte|volejte|mobil|zavolajte|linka"},
    {cue::nav,
     "wypisz|zrezygnuj|anuluj subskrypcję|prywatnoś*|regulamin|warunki|pomoc|kontakt|"
     "ustawienia|preferencje|zobacz w przeglądarce|odhlásit odběr|odhlásit|soukromí|"
     "podmínky|nápověda|nastavení|zobrazit v prohlížeči|odhlásiť|súkromi*|podmienky|"
     "nápoveda|nastavenia|dowiedz się więcej|více informací|wsparcie|podpora|odrzuć|"
     "odmítnout|odmietnuť"},
    {cue::view,
     "zobacz|wyświetl|pokaż|sprawdź|pobierz|zapłać|obejrzyj|czytaj|szczegóły|zobrazit|"
     "prohlédnout|podívat|stáhnout|zaplatit|přečíst|zobraziť|pozrieť|prezrieť|"
     "stiahnuť|zaplatiť|detaily|podrobnosti|przeglądaj"},
    {cue::done,
     "zostało zmienione|został zmieniony|została zmieniona|zmieniono|"
     "zostało zaktualizowane|został zaktualizowany|zaktualizowano|został dodany|dodano|"
     "został usunięty|usunięto|pomyślnie|nowe logowanie|bylo změněno|byl změněn|"
     "byla změněna|změněno|bylo aktualizováno|byla přidána|byl přidán|byl odstraněn|"
     "úspěšně|nové přihlášení|bolo zmenené|bola zmenená|bol zmenený|úspešne|"
     "vygenerovány"},
    {cue::unit,
     "godzin|godziny|dni|tygodni|miesięcy|lat|punktów|szt|hodin|dní|dny|týdnů|měsíců|"
     "let|bodů|ks|kusů|hodiny|mesiacov|rokov"},
    {cue::card,
     "kończąca się|karta|karty|kończącej|zakończona|končící|karty končící|"
     "karta končiaca|číslo karty|numer karty"},
    {cue::phrase,
     "fraza bezpieczeństwa|frazą bezpieczeństwa|bezpečnostní fráze|"
     "bezpečnostná fráza|bezpečnostní věta"},
    {cue::lookalike,
     "kod kreskowy|kod pocztowy|kod źródłowy|čárový kód|zdrojový kód|čiarový kód|"
     "kod rabatowy|slevový kód|kod qr|qr kód|kody odzyskiwania|obnovovací kódy|"
     "kody zapasowe|obnovovacích kódů"},
};

}  // namespace

words slavic_west() { return entries; }

}  // namespace carnet::extraction::lexica
