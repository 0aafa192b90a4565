// Codes that open nothing: of customers, parcels, bookings, banks, errors. In most languages they
// hold the word for code, which these phrases cover.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::id_label,
     "customer code|client code|order code|purchase code|reservation code|shipping code|"
     "delivery code|collection code|pick-up code|pick up code|locker code|parcel code|"
     "return code|reference code|member code|membership code|loyalty code|student code|"
     "course code|class code|event code|party code|invoice code|payment code|supplier code|"
     "vendor code|bank code|routing code|iata code|airport code|airline code|vehicle code|"
     "vin code|part code|model code|batch code|lot code|serial code|license code|"
     "licence code|registration plate|licence plate|license plate|company code|"
     "department code|cost code|project code|site code|property code|alarm code|entry code|"
     "entrance code|building code|garage code|safe code|key code|agent code|dealer code|"
     "store code|shop code|job code|case code|ticket code|seat code|train code|trip code|"
     "hotel code|rate code|file code|document code|form code|template code|theme code|"
     "colour code|fault code|reason code|response code|result code|sail number|bib number|"
     "locker|counter|platform|booking ref|order ref|invoice ref|our ref|your ref|quote ref"},
    {cue::id_label,
     "código de cliente|código cliente|código de pedido|código del pedido|código de reserva|"
     "código de rastreo|código de seguimiento|código de envío|código de recogida|"
     "código de producto|código de artículo|código de socio|código de referencia|"
     "código de factura|código de operación bancaria|código de localización|localizador|"
     "código de error|código de país|código de empleado|código de entidad|número de cliente|"
     "código do cliente|código do pedido|código da reserva|código de rastreio|"
     "código de rastreamento|código de envio|código de retirada|código do produto|"
     "código do imóvel|código do erro|código de erro|código da fatura|código de referência|"
     "código do boleto|protocolo|codi de client|codi de comanda|codi de reserva|"
     "codi de seguiment"},
    {cue::id_label,
     "code client|code commande|code de commande|code de réservation|code de suivi|"
     "code colis|code de retrait|code produit|code article|code adhérent|code membre|"
     "code établissement|code banque|code guichet|code pays|code d'erreur|code agent|"
     "code dossier|numéro de dossier|numéro client|n° client|n° de client|"
     "codice cliente|codice ordine|codice prenotazione|codice di prenotazione|"
     "codice spedizione|codice di tracciamento|codice tracking|codice articolo|"
     "codice prodotto|codice pratica|codice errore|codice di errore|codice di ritiro|"
     "codice tessera|codice utente|codice iban|codice swift|cod client|codul de client|"
     "codul clientului|cod de urmărire|codul comenzii|cod rezervare|cod produs"},
    {cue::id_label,
     "kundencode|buchungscode|bestellcode|reservierungscode|sendungscode|trackingcode|"
     "tracking-code|abholcode|artikelcode|fehlercode|bankcode|vorgangsnummer|"
     "aktenzeichen|kundennr|kunden-nr|bestell-nr|rechnungs-nr|klantcode|bestelcode|"
     "reserveringscode|boekingscode|track & trace-code|trackcode|afhaalcode|artikelcode|"
     "foutcode|dossiernummer|kundkod|bokningskod|beställningskod|spårningskod|felkod|"
     "hämtkod|avhämtningskod|kundekode|bestillingskode|bookingkode|sporingskode|fejlkode|"
     "feilkode|afhentningskode|hentekode|asiakaskoodi|varauskoodi|tilauskoodi|"
     "seurantakoodi|noutokoodi|virhekoodi|tuotekoodi"},
    {cue::id_label,
     "kod klienta|kod zamówienia|kod rezerwacji|kod przesyłki|kod odbioru|kod produktu|"
     "kod błędu|kod swift|kód zákazníka|kód objednávky|kód rezervace|kód zásilky|"
     "kód produktu|kód chyby|kód pro vyzvednutí|kód rezervácie|kód zásielky|ügyfélkód|"
     "rendelési kód|foglalási kód|csomagkód|termékkód|hibakód|átvételi kód|kod kupca|"
     "kod narudžbe|kod rezervacije|kod pošiljke|koda naročila|koda rezervacije|"
     "kliento kodas|užsakymo kodas|prekės kodas|įmonės kodas|asmens kodas|klienta kods|"
     "pasūtījuma kods|personas kods|preces kods|kliendikood|tellimuse kood|isikukood"},
    {cue::id_label,
     "код клиента|код заказа|код товара|код брони|код бронирования|код отслеживания|"
     "код посылки|код получения|код выдачи|код ошибки|код города|код страны|код валюты|"
     "код домофона|трек-код|трек-номер|номер брони|код клієнта|код замовлення|код товару|"
     "код бронювання|код посилки|код отримання|код помилки|код на клиент|код на поръчка|"
     "код на пратка|код на продукт|код за грешка|код поруџбине|код пошиљке|"
     "κωδικός πελάτη|κωδικός παραγγελίας|κωδικός κράτησης|κωδικός αποστολής|"
     "κωδικός προϊόντος|κωδικός παραλαβής|κωδικός σφάλματος|müşteri kodu|sipariş kodu|"
     "rezervasyon kodu|takip kodu|kargo kodu|teslimat kodu|ürün kodu|banka kodu|şube kodu|"
     "alan kodu|sifariş kodu|müştəri kodu"},
    {cue::id_label,
     "رمز العميل|رمز الطلب|رمز الحجز|رمز التتبع|رمز الشحنة|رمز المنتج|رمز الدولة|"
     "رمز الفرع|رمز الخطأ|کد مشتری|کد سفارش|کد رهگیری|کد پیگیری|کد رزرو|کد محصول|"
     "کد تحویل|کد خطا|קוד לקוח|קוד הזמנה|קוד מעקב|קוד מוצר|קוד משלוח|קוד איסוף|"
     "ग्राहक कोड|ऑर्डर कोड|बुकिंग कोड|ट्रैकिंग कोड|"
     "mã khách hàng|mã đơn|mã đặt chỗ|mã vận đơn|mã sản phẩm|mã bưu kiện|mã lỗi|"
     "kode pelanggan|kode pesanan|kode booking|kode pemesanan|kode resi|kode produk|"
     "kode bank|kode toko|kod pelanggan|kod tempahan|kod pesanan|kod penjejakan|"
     "รหัสลูกค้า|รหัสสั่งซื้อ|รหัสการจอง|รหัสพัสดุ|รหัสสินค้า|รหัสติดตาม"},
    {cue::id_label,
     "取件码|取貨碼|取货码|提货码|提貨碼|取餐码|取餐號|取票码|运单号|運單號|物流单号|"
     "单号|單號|订单号|訂單編號|房间号|门牌号|客户编号|會員編號|会员号|错误码|錯誤碼|"
     "注文番号|予約番号|お問い合わせ番号|追跡番号|伝票番号|受付番号|会員番号|お客様番号|"
     "商品コード|予約コード|店舗コード|受取番号|受け取り番号|運送状番号|주문번호|"
     "예약번호|운송장번호|송장번호|고객번호|회원번호|상품코드|접수번호|예약 코드|픽업 번호"},
    {cue::id_label,
     "pickup pin|pick-up pin|pin di ritiro|pin de retrait|pin de recogida|abhol-pin|"
     "pin de retirada|afhaalpin|pin odbioru"},
    // Words that mean a code where a message asks to type them.
    {cue::code,
     "these digits|the digits|following digits|digits below|six digits|these numbers|"
     "these letters|six letters|these characters|following characters|characters below|"
     "following number|number below|number on the screen|diese ziffern|folgenden ziffern|"
     "folgende ziffern|diese zahl|folgende zahl|folgenden zahlen|ces chiffres|"
     "les chiffres suivants|chiffres ci-dessous|siguiente número|estos dígitos|"
     "los siguientes dígitos|estes dígitos|seguinte número|seguintes dígitos|questo numero|"
     "seguente numero|queste cifre|seguenti cifre|deze cijfers|volgende cijfers|dit getal|"
     "te cyfry|następujące cyfry|эти цифры|следующие цифры|ці цифри|bu rakamları|"
     "bu sayıyı|dessa siffror|disse cifre|disse tallene|nämä numerot|以下数字|以下數字|"
     "次の数字|下記の数字|아래 숫자"},
    // How a message asks to type one.
    {cue::enter,
     "type this|type the|type it|type them|and type|just type|please type|key in|punch in|"
     "tapez|recopiez|composez|teclea|teclee|escriba|digitare|inserite|digitate|digitar|"
     "inserir|escreva|tippe|tippen sie|trage|tragen sie|typ|typ deze|toets|przepisz|wklej|"
     "opište|napište|napíšte|наберите|впишите|вставьте|наберіть|впишіть|въведете|внесете|"
     "unesite|upišite|унесите|vnesite|πληκτρολογήστε|εισαγάγετε|girin|giriniz|yazın|"
     "knappa in|slå in|syötä|näppäile|kirjoita|sisesta|įveskite|ievadiet|írd be|add meg|"
     "tastați|masukkan|nhập|입력|输入|輸入|填写|入力"},
    {cue::done,
     "neue anmeldung|neuen gerät|neues gerät|unbekannten gerät|nouvelle connexion|"
     "nouvel appareil|nuevo inicio de sesión|nuevo dispositivo|nieuwe aanmelding|"
     "nieuw apparaat|nieuwe inlog|nuovo accesso|nuovo dispositivo|novo login|"
     "novo dispositivo|novo acesso|nowe logowanie|nowe urządzenie|nowego urządzenia|"
     "новый вход|нового устройства|новий вхід|нового пристрою|yeni giriş|yeni cihaz|"
     "ny inloggning|ny enhet|ny enhed|nyt login|ny pålogging|nové přihlášení|nové zariadenie|"
     "uusi kirjautuminen|uudelta laitteelta|新しいデバイス|新しい端末|新设备|新裝置|새로운 기기|"
     "새 기기|thiết bị mới|perangkat baru|peranti baharu|อุปกรณ์ใหม่"},
    {cue::verify,
     "create my account|create your account|create account|complete my account|"
     "finish my registration|finish signup|it's me|this is me|this was me|konto erstellen|"
     "konto anlegen|créer mon compte|crear mi cuenta|criar minha conta|crea il mio account|"
     "maak mijn account|utwórz konto|создать аккаунт|создать учётную запись|hesabımı oluştur"},
    {cue::lookalike,
     "code such as|codes such as|code like|codes like|for example|e.g.|code looks like"},
    {cue::verify,
     "confirm subscription|confirm your subscription|confirm my subscription|"
     "confirm the subscription|anmeldung zum newsletter bestätigen|"
     "newsletter-anmeldung bestätigen|abonnement bestätigen|confirmer l'abonnement|"
     "confirmer votre abonnement|confirmer mon inscription|confirmar suscripción|"
     "confirma tu suscripción|confirmar inscrição|conferma l'iscrizione|"
     "aanmelding bevestigen|inschrijving bevestigen|potwierdź subskrypcję|"
     "potwierdź zapis|подтвердить подписку|подтвердите подписку|підтвердити підписку|"
     "購読を確認|确认订阅|確認訂閱|구독 확인"},
};

}  // namespace

words other_codes() { return entries; }

}  // namespace carnet::extraction::lexica
