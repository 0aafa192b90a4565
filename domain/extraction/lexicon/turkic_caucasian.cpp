// Turkish, Azerbaijani, Kazakh, Uzbek, Kyrgyz, Tatar, Georgian, Armenian, Mongolian.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "kod|kodu|kodunuz|kodunuzu|kodun|kodları|şifre|şifresi|şifreniz|parola|parolanız|"
     "pin|kodni|kodi|kodingiz|parol|parolu|код|кодты|коды|кодыңыз|"
     "құпиясөз|құпия сөз|сырсөз|кодту|parolingiz|კოდი|"
     "კოდის|კოდს|პაროლი|կոդ|կոդը|գաղտնաբառ|"
     "ծածկագիր|ծածկագիրը|кодыг|нууц код|нууц үг|kodini|"
     "anahtar|açar|kodu*|şifreniz*"},
    {cue::strong_code,
     "doğrulama kod*|onay kod*|güvenlik kod*|giriş kod*|aktivasyon kod*|"
     "etkinleştirme kod*|kimlik doğrulama kod*|tek kullanımlık|sms kod*|sms şifre*|"
     "sms onay|erişim kod*|kurtarma kod*|sıfırlama kod*|şifre sıfırlama kod*|"
     "onaylama kod*|teyit kod*|kodunuz|kodunuz:|aşağıdaki kod*|bu kod|dogrulama kod*|"
     "onay sifre*|mobil onay|işlem şifre*|təsdiq kod*|təsdiqləmə kod*|"
     "təhlükəsizlik kod*|birdəfəlik|aktivləşdirmə kod*|bərpa kod*|kodunuz aşağıda|"
     "aşağıdakı kod*|yoxlama kod*|растау код*|тексеру код*|"
     "қауіпсіздік код*|кіру код*|бір реттік|бір жолғы|"
     "белсендіру код*|сіздің кодыңыз|ырастоо код*|"
     "бир жолку|кирүү код*|текшерүү код*|раслау код*|"
     "тасдыклау код*|tasdiqlash kod*|bir martalik|kirish kod*|tekshirish kod*|"
     "xavfsizlik kod*|sizning kodingiz|faollashtirish kod*|тасдиқлаш код*|"
     "бир марталик|ვერიფიკაციის კოდ*|"
     "დადასტურების კოდ*|ერთჯერადი|"
     "უსაფრთხოების კოდ*|შესვლის კოდ*|"
     "აქტივაციის კოდ*|თქვენი კოდი|"
     "ავტორიზაციის კოდ*|"
     "დამადასტურებელი კოდ*|"
     "აღდგენის კოდ*|შემდეგი კოდ*|ertjeradi kod*|"
     "ertjeradi|sms kodi|հաստատման կոդ*|վավերացման կոդ*|"
     "ստուգման կոդ*|անվտանգության կոդ*|մուտքի կոդ*|"
     "մեկանգամյա|ձեր կոդը|հետևյալ կոդ*|"
     "ակտիվացման կոդ*|հաստատման ծածկագիր*|"
     "баталгаажуулах код*|баталгаажуулалтын код*|"
     "нэг удаагийн|нэвтрэх код*|таны код|"
     "аюулгүй байдлын код*|идэвхжүүлэх код*|"
     "шалгах код*|kodunuz*|kodun|kodingiz*|kodunuzdur"},
    {cue::verify,
     "doğrula*|doğrulama*|onayla*|onaylama*|aktifleştir*|etkinleştir*|aktivasyon*|teyit*|"
     "təsdiq*|təsdiqlə*|aktivləş*|aktiv et*|yoxla*|раста*|белсенді*|"
     "тексер*|ырасто*|жандыр*|тасдык*|раслау*|tasdiql*|"
     "faollashtir*|tekshir*|ვერიფიკ*|დადასტურ*|"
     "დაადასტურ*|გააქტიურ*|აქტივ*|"
     "ავტორიზ*|հաստատ*|վավերաց*|ակտիվաց*|ստուգ*|"
     "баталгаажуул*|идэвхжүүл*|шалга*|onay*|tamamla*|tamamlay*|"
     "dogrula*"},
    {cue::recover,
     "sıfırla*|kurtar*|yenile*|şifre değiştir*|şifreni değiştir*|"
     "şifrenizi değiştir*|şifremi değiştir*|parolamı değiştir*|parolayı değiştir*|"
     "yeni şifre*|yeni parola*|unuttu*|kilidini aç*|hesabı sil*|hesabınızı sil*|"
     "şifre oluştur*|şifre belirle*|değiştir*|bərpa*|şifrəni dəyiş*|"
     "şifrəmi dəyiş*|yeni şifrə*|yenilə*|yenilən*|unutmus*|kilid*|dəyiş*|"
     "қалпына келтір*|ысыр*|құпиясөзді өзгерт*|"
     "жаңа құпия*|ұмыт*|бұғаттан|калыбына келтир*|"
     "өзгөрт*|tiklash*|tiklang|parolni almashtir*|parolni o'zgart*|yangi parol|blokdan|"
     "აღდგენ*|აღადგ*|პაროლის შეცვლ*|"
     "შეცვალ*|ახალი პაროლ*|განბლოკ*|"
     "დაგავიწყდ*|վերականգն*|գաղտնաբառի փոփոխ*|"
     "փոխել գաղտնաբառ*|նոր գաղտնաբառ*|մոռաց*|"
     "ապարգելափակ*|сэргээ*|шинэчил*|нууц үг солих|"
     "шинэ нууц|мартсан|қайта орнату*"},
    {cue::invite,
     "davet*|davetiye*|katıl*|kabul et*|kabul edin|dəvət*|qoşul*|qəbul et*|шақыр*|"
     "қосыл*|қабылда*|чакыр*|кошул*|taklif*|qo'shil*|qabul qil*|"
     "მოწვევ*|მოგიწვი*|მიიღ*|შეუერთდ*|"
     "გაწევრ*|հրավեր*|հրավիր*|ընդուն*|միաց*|միանալ*|"
     "урилга*|урьж|урьсан|нэгд*|хүлээн авах"},
    {cue::login,
     "giriş*|oturum aç*|oturumu aç*|kayıt ol*|kaydol*|üye ol*|kayıt*|sihirli|daxil ol*|"
     "qeydiyyat*|qeydiyyatdan|кіру*|тіркел*|кирүү*|катто*|kirish*|"
     "ro'yxatdan*|შესვლ*|შედით|რეგისტრ*|"
     "ავტორიზაც*|մուտք*|գրանց*|մուտքագրվ*|нэвтрэ*|"
     "бүртг*|kayit"},
    {cue::password,
     "şifre*|parola*|sifre*|şifrə*|parol*|құпиясөз*|құпия сөз*|"
     "сырсөз*|პაროლ*|გაღտնաբառ*|գաղտնաբառ*|нууц үг*"},
    {cue::click,
     "tıkla*|tıklay*|bağlantı*|linke*|linki*|link*|buton*|düğme*|aşağıdaki|klik*|"
     "keçid*|kliklə*|basın|düymə*|aşağıda*|сілтеме*|басыңыз|басу|"
     "төмендегі|түймешік*|шилтеме*|төмөнкү|havola*|bosing|"
     "quyidagi|tugma*|ბმულ*|დააჭირ*|დააწკაპ*|"
     "ღილაკ*|ლინკ*|ქვემოთ|გადადით|սեղմ*|"
     "հղում*|հղմ*|կոճակ*|ստորև|ներքևի|холбоос*|дарна*|"
     "дарж|товч*|доорх|дагана*|takip edin|ziyaret"},
    {cue::enter,
     "girin|giriniz|gir|kullanın|kullan|yazın|daxil edin|istifadə edin|енгізіңіз|"
     "пайдаланыңыз|киргизиңиз|колдонуңуз|kiriting|foydalaning|"
     "შეიყვან*|გამოიყენ*|მიუთით*|մուտքագր*|"
     "օգտագործ*|ներմուծ*|оруул*|ашигла*"},
    {cue::expiry,
     "geçerli*|geçerlidir|sona er*|dakika*|süresi|etibarlı*|keçərli*|dəqiqə*|"
     "müddəti|bitəcək|жарамды*|минут*|мерзімі|жарактуу*|"
     "мүнөт*|daqiqa*|amal qil*|muddati|მოქმედ*|ვადა|წუთ*|"
     "ძალაშია|վավեր*|րոպե*|ժամկետ*|хүчинтэй*|"
     "хугацаа*"},
    {cue::secrecy,
     "paylaşma*|kimseyle|kimseye|vermeyin|heç kim*|bölüşmə*|paylaşmayın|"
     "ешкімге|айтпаңыз|эч кимге|hech kim*|bermang|არავის*|"
     "არ გაუზიარ*|ոչ ոքի|մի փոխանց*|хэнд ч|бүү"},
    {cue::ignore,
     "yoksay*|dikkate alma*|görmezden gel*|göz ardı*|siz talep etme*|talep etmediyseniz|"
     "siz değilseniz|başlatmadıysanız|nəzərə alma*|məhəl qoyma*|boş verin|"
     "istəməmisiniz*|başlatmamısınız*|etinasız|елемеңіз|елемей|"
     "сұрамаған*|көңүл бурба*|e'tiborsiz|e'tibor bermang|"
     "უგულებელ*|არ მოგითხოვ*|"
     "თუ თქვენ არ|անտես*|եթե դուք չ*|չեք պահանջել|"
     "үл тоо*|хэрэв та"},
    {cue::commerce,
     "fatura*|sipariş*|siparişiniz|ödeme*|satın al*|teslimat*|kargo*|paket|tutar*|toplam|"
     "ara toplam|müşteri*|fiyat|abonelik*|kdv|makbuz|faktura*|hesab-faktura|sifariş*|"
     "ödəniş*|çatdırılma*|məbləğ*|cəmi|yekun|müştəri*|qiymət|qəbz|шот*|"
     "тапсырыс*|төлем*|жеткізу*|сома*|барлығы|"
     "тұтынушы*|түбіртек|буйрутма*|төлөм*|hisob-faktura*|"
     "buyurtma*|to'lov*|yetkazib*|summa*|jami|mijoz*|ინვოის*|შეკვეთ*|"
     "გადახდ*|მიწოდებ*|თანხ*|ჯამი|სულ|"
     "მომხმარებ*|ფასი|ქვითარ*|պատվեր*|վճար*|"
     "առաք*|գումար*|ընդամենը|հաճախորդ*|անդորրագիր*|"
     "հաշիվ-ապրանք*|нэхэмжлэх*|захиалг*|төлбөр*|"
     "хүргэлт*|дүн|нийт|үйлчлүүлэгч*"},
    {cue::id_label,
     "sipariş no|sipariş numarası|sipariş|fatura no|fatura numarası|fatura|faturası|"
     "numarası|numara|no|referans|referans no|müşteri no|takip no|takip numarası|"
     "kargo takip|posta kodu|hesap no|vergi no|sifariş nömrəsi|sifariş|faktura|nömrə|"
     "nömrəsi|тапсырыс|тапсырыс нөмірі|шот|нөмірі|buyurtma|"
     "buyurtma raqami|raqami|შეკვეთ*|ნომერი|ინვოისი|"
     "ანგარიში|პ/ნ|პატվერ*|պատվեր*|համար*|"
     "հաշիվ*|захиалгын дугаар|захиалга|дугаар|"
     "нэхэмжлэх|işlem no"},
    {cue::coupon,
     "indirim*|kupon*|promosyon*|hediye çeki|kampanya*|endirim*|жеңілдік*|"
     "купон*|арзандат*|chegirma*|promokod*|ფასდაკლებ*|"
     "კუპონ*|პრომო*|զեղչ*|կտրոն*|хямдрал*|промо"},
    {cue::money, "tl|lira|manat|azn|теңге|сом|so'm|ლარი|gel|դրամ|amd|төгрөг|₺"},
    {cue::phone,
     "arayın|arayınız|telefon*|tel|cep telefonu|zəng|қоңырау|телефон*|"
     "чалыңыз|qo'ng'iroq|დარეკ*|ტელეფონ*|զանգ*|"
     "հեռախոս*|утас*|залга*"},
    {cue::nav,
     "abonelikten*|aboneliği*|gizlilik*|koşullar*|şartlar*|yardım*|destek*|iletişim*|"
     "ayarlar*|tercihler*|tarayıcıda|abunəlik*|məxfilik*|şərtlər*|kömək*|əlaqə*|"
     "parametr*|бас тарт*|құпиялылық*|көмек*|байланыс*|"
     "баптау*|жардам*|obunani*|maxfiylik*|yordam*|sozlama*|გამოწერ*|"
     "კონფიდენც*|პირობებ*|დახმარებ*|"
     "კონტაქტ*|პარამეტრ*|ապաբաժ*|"
     "գաղտնիության*|պայման*|օգնություն*|կապ*|կարգավոր*|"
     "тусламж*|нөхцөл*|тохиргоо*|холбоо барих|daha fazla bilgi"},
    {cue::view,
     "görüntüle*|gör|görün|incele*|indir*|öde|oku|detaylar*|baxın|bax|baxmaq|endir*|"
     "ətraflı|көру*|қарау*|жүктеу*|көрүү*|ko'rish*|yuklab*|ნახ*|"
     "იხილ*|ჩამოტვირთ*|წაიკითხ*|դիտ*|տեսնել|"
     "ներբեռն*|կարդալ|үзэх|харах|татах"},
    {cue::done,
     "değiştirildi*|güncellendi*|eklendi*|kaldırıldı*|silindi*|başarıyla|yeni giriş|"
     "değişti|etkinleştirildi|dəyişdirildi*|yeniləndi*|əlavə edildi*|silindi|uğurla|"
     "өзгертілді*|жаңартылды*|қосылды*|сәтті|"
     "өзгөртүлдү*|жаңыртылды*|o'zgartirildi*|yangilandi*|qo'shildi|"
     "muvaffaqiyatli|შეიცვალა*|განახლდა*|"
     "დაემატა*|წარმატებით|մადლոբ*|"
     "შეცვლილ*|փոփոխվ*|փոխվ*|թարմացվ*|ավելացվ*|"
     "հաջողությամբ|өөрчлөгд*|шинэчлэгд*|нэмэгд*|"
     "амжилттай"},
    {cue::unit,
     "saat|gün|hafta|yıl|puan|adet|kişi|сағат|күн|ай|жыл|ұпай|soat|kun|"
     "საათ*|დღ*|კვირ*|ժամ*|օր*|цаг|өдөр|хоног|оноо"},
    {cue::card,
     "ile biten|kart|kartınız|biten|kartı|karta|карта|ბარათ*|քարտ*|"
     "карт"},
    {cue::phrase,
     "güvenlik ifadesi|güvenlik cümlesi|təhlükəsizlik ifadəsi|"
     "təhlükəsizlik frazası|қауіпсіздік фразасы|"
     "қауіпсіздік тіркесі|xavfsizlik iborasi|"
     "უსაფრთხოების ფრაზა|"
     "անվտանգության արտահայտություն|"
     "անվտանգության բառակապակցություն|"
     "аюулгүй байдлын хэллэг"},
    {cue::lookalike,
     "barkod*|posta kodu|kaynak kodu|karekod|qr kod*|indirim kodu|promosyon kodu|"
     "штрих-код|პოსტის ინდექს*|შტრიხკოდ*|"
     "կոդեր|kurtarma kodları|yedek kodlar|poçt indeksi|bərpa kodları|hata kodu|"
     "ülke kodu"},
};

}  // namespace

words turkic_caucasian() { return entries; }

}  // namespace carnet::extraction::lexica
