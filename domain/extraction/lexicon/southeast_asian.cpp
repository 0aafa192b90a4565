// Vietnamese, Thai, Lao, Khmer, Burmese, Indonesian, Malay, Javanese, Sundanese, Filipino.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "mã số|mã pin|mã otp|mật khẩu|mã|รหัส|รหัสผ่าน|"
     "ລະຫັດ|ລະຫັດຜ່ານ|លេខកូដ|កូដ|"
     "ពាក្យសម្ងាត់|ကုဒ်|စကားဝှက်|ကုတ်|"
     "kode|kodenya|sandi|kata sandi|kod|kata laluan|pin|tembung sandi|kecap akses|kodigo|"
     "ma otp|mat khau|code"},
    {cue::strong_code,
     "mã xác thực|mã xác minh|mã xác nhận|mã kích hoạt|mã bảo mật|"
     "mã đăng nhập|mã truy cập|mã otp|mã một lần|mật khẩu một lần|"
     "mật khẩu dùng một lần|dùng một lần|mã của bạn|mã sau|"
     "mã khôi phục|mã đặt lại|ma xac thuc|ma xac minh|ma xac nhan|ma otp|"
     "ma kich hoat|nhap otp|nhap ma otp|รหัสยืนยัน|"
     "รหัสตรวจสอบ|รหัสความปลอดภัย|"
     "รหัสเข้าสู่ระบบ|"
     "รหัสผ่านครั้งเดียว|"
     "รหัสใช้ครั้งเดียว|รหัสโอทีพี|"
     "รหัส otp|รหัสของคุณ|รหัสต่อไปนี้|"
     "รหัสด้านล่าง|รหัสเปิดใช้งาน|"
     "รหัสนี้|รหัสรีเซ็ต|รหัสลับ|"
     "รหัสกู้คืน|ລະຫັດຢືນຢັນ|"
     "ລະຫັດຄວາມປອດໄພ|ລະຫັດຂອງທ່ານ|"
     "ລະຫັດຕໍ່ໄປນີ້|"
     "លេខកូដផ្ទៀងផ្ទាត់|"
     "លេខកូដបញ្ជាក់|កូដផ្ទៀងផ្ទាត់|"
     "កូដបញ្ជាក់|លេខកូដសុវត្ថិភាព|"
     "លេខកូដរបស់អ្នក|លេខកូដខាងក្រោម|"
     "អតិថិជនកូដ|အတည်ပြုကုဒ်|"
     "အတည်ပြု ကုဒ်|လုံခြုံရေးကုဒ်|"
     "တစ်ခါသုံး|သင့်ကုဒ်|kode verifikasi|kode konfirmasi|"
     "kode keamanan|kode otp|kode aktivasi|kode masuk|kode akses|kode autentikasi|"
     "kode otentikasi|kode rahasia|kode sekali pakai|kata sandi sekali pakai|sekali pakai|"
     "kode anda|kode kamu|kode berikut|kode ini|kode pemulihan|kode reset|kode pendaftaran|"
     "kod pengesahan|kod keselamatan|kod log masuk|kod akses|kod pengaktifan|"
     "kata laluan sekali|kod sekali guna|kod anda|kod berikut|kod ini|kod pengesahan anda|"
     "nomor tac|kode verifikasine|kode ing ngisor|kode verifikasi di handap|"
     "verification code mo|code ng beripikasyon|verification code ay|beripikasyon code|"
     "ang iyong code|code mo|kodigo ng beripikasyon"},
    {cue::verify,
     "xác thực|xác minh|xác nhận|kích hoạt|hoàn tất đăng ký|xac thuc|xac nhan|"
     "xac minh|ยืนยัน|ยืนยันตัวตน|ตรวจสอบ|"
     "เปิดใช้งาน|ຢືນຢັນ|ກວດສອບ|"
     "ເປີດໃຊ້|ផ្ទៀងផ្ទាត់|បញ្ជាក់|"
     "ធ្វើឱ្យសកម្ម|អនុម័ត|အတည်ပြု|"
     "စိစစ်|ဖွင့်ရန်|verifikasi*|konfirmasi*|aktivasi*|aktifkan|"
     "memverifikasi|mengonfirmasi|mengkonfirmasi|autentikasi|otentikasi|sahkan|pengesahan|"
     "mengesahkan|pengaktifan|mverifikasi|verifikasine|mastikake|dikonfirmasi|beripika*|"
     "kumpirma*|i-verify|i-confirm|i-activate|patotohanan|pastikeun|aktipkeun|setujui|"
     "meluluskan"},
    {cue::recover,
     "đặt lại|khôi phục|phục hồi|thay đổi mật khẩu|đổi mật khẩu|"
     "mật khẩu mới|quên mật khẩu|mở khóa|mở khoá|xóa tài khoản|"
     "thiết lập lại|dat lai|cap lai mat khau|รีเซ็ต|รีเซต|"
     "ตั้งรหัสผ่าน|กู้คืน|"
     "เปลี่ยนรหัสผ่าน|รหัสผ่านใหม่|"
     "ลืมรหัสผ่าน|ปลดล็อค|ปลดล็อก|"
     "ลบบัญชี|ຣີເຊັດ|ຕັ້ງລະຫັດ|"
     "ປ່ຽນລະຫັດ|ລະຫັດຜ່ານໃໝ່|"
     "កំណត់ឡើងវិញ|ស្តារ|"
     "ប្តូរពាក្យសម្ងាត់|"
     "ពាក្យសម្ងាត់ថ្មី|ដោះសោ|"
     "ပြန်လည်သတ်မှတ်*|ပြန်လည်|"
     "စကားဝှက်အသစ်|စကားဝှက် ပြောင်း*|"
     "setel ulang|atur ulang|mengatur ulang|menyetel ulang|reset|pulihkan|pemulihan|"
     "memulihkan|ubah kata sandi|mengubah kata sandi|ganti kata sandi|mengganti kata sandi|"
     "kata sandi baru|lupa kata sandi|buka kunci|membuka kunci|hapus akun|tetapkan semula|"
     "menetapkan semula|set semula|tetapan semula|tukar kata laluan|kata laluan baharu|"
     "kata laluan baru|lupa kata laluan|nyahkunci|reset sandi|sandi anyar|mulihake|"
     "nyetel maneh|i-reset|palitan ang password|bagong password|i-unlock|mabawi|ngareset|"
     "ubah password|ganti password"},
    {cue::invite,
     "lời mời|mời bạn|đã mời|được mời|chấp nhận|tham gia|gia nhập|"
     "คำเชิญ|เชิญ|เชิญชวน|ยอมรับ|"
     "เข้าร่วม|ເຊີນ|ຮັບ|ເຂົ້າຮ່ວມ|"
     "ការអញ្ជើញ|អញ្ជើញ|ទទួលយក|ចូលរួម|"
     "ဖိတ်*|ဖိတ်ကြား|လက်ခံ|ပါဝင်|undangan|"
     "diundang|mengundang|terima|bergabung|gabung|menerima|jemputan|dijemput|menjemput|"
     "undhangan|ngundang|nampa|imbitasyon|inimbitahan|inanyayahan|tanggapin|sumali|ondangan|"
     "menyertai|sertai"},
    {cue::login,
     "đăng nhập|đăng ký|dang nhap|dang ky|liên kết thần kỳ|"
     "เข้าสู่ระบบ|ลงชื่อเข้าใช้|"
     "ล็อกอิน|ลงทะเบียน|สมัครสมาชิก|"
     "ເຂົ້າສູ່ລະບົບ|ລົງທະບຽນ|ចូល|"
     "ចុះឈ្មោះ|ចូលគណនី|ဝင်ရောက်|"
     "အကောင့်ဝင်*|လော့ဂ်အင်|"
     "မှတ်ပုံတင်|masuk|login|log masuk|daftar|pendaftaran|mendaftar|mlebu|"
     "ndhaftar|mag-log in|mag-login|mag-sign in|magrehistro|asup|tautan ajaib|log in|"
     "pautan ajaib"},
    {cue::password,
     "mật khẩu|mat khau|รหัสผ่าน|ລະຫັດຜ່ານ|"
     "ពាក្យសម្ងាត់|លេខសម្ងាត់|"
     "စကားဝှက်|kata sandi|sandi|kata laluan|tembung sandi|sandhi|kecap akses"},
    {cue::click,
     "nhấp|nhấn|bấm|liên kết|đường dẫn|nút|dưới đây|bên dưới|"
     "theo liên kết|truy cập|คลิก|ลิงก์|ลิงค์|"
     "กดที่|ปุ่ม|ด้านล่าง|ติดตาม|ກົດ|"
     "ລິ້ງ|ປຸ່ມ|ດ້ານລຸ່ມ|ຄລິກ|ចុច|តំណ|"
     "តំណភ្ជាប់|ប៊ូតុង|ខាងក្រោម|នှိပ်|"
     "နှိပ်*|လင့်ခ်|လင့်*|ခလုတ်|အောက်ပါ|"
     "klik|tautan|tombol|di bawah|ikuti|mengikuti|mengklik|pautan|butang|klik pada|ikut|"
     "pranala|ing ngisor|tindakake|i-click|pindutin|link|sundin|sa ibaba|tekan|kunjungi|"
     "di handap|tautkeun"},
    {cue::enter,
     "nhập|sử dụng|điền|nhap|กรอก|ป้อน|ใส่|ใช้|ໃສ່|"
     "ປ້ອນ|ໃຊ້|បញ្ចូល|ប្រើ|ရိုက်ထည့်|"
     "ထည့်|အသုံးပြု|masukkan|gunakan|memasukkan|masukan|isikan|ketik|"
     "lebokake|gunakake|ilagay|ipasok|gamitin|asupkeun|anggo"},
    {cue::expiry,
     "có hiệu lực|hiệu lực|hết hạn|het han|phút|hieu luc|ใช้ได้|"
     "หมดอายุ|นาที|ภายใน|ໝົດອາຍຸ|ນາທີ|"
     "ផុតកំណត់|នាទី|សុពលភាព|သက်တမ်း*|"
     "မိနစ်|berlaku|kedaluwarsa|kadaluarsa|kadaluwarsa|menit|sah|tamat tempoh|minit|"
     "luput|mengko|mag-e-expire|minuto|balido|bakal kadaluwarsa"},
    {cue::secrecy,
     "không chia sẻ|không cung cấp|khong cung cap|không tiết lộ|bất kỳ ai|"
     "bat ky ai|ห้ามเปิดเผย|อย่าเปิดเผย|"
     "อย่าแชร์|ห้ามแชร์|ผู้อื่น|"
     "ຢ່າແບ່ງປັນ|កុំចែករំលែក|"
     "មិនត្រូវ|မမျှဝေ*|မပေးပါ*|jangan berikan|"
     "jangan bagikan|jangan beri|jangan membagikan|kepada siapa pun|kepada siapapun|siapa pun|"
     "jangan kongsi|jangan dedahkan|sesiapa|huwag ibahagi|kaninuman|aja dituduhake"},
    {cue::ignore,
     "bỏ qua|không yêu cầu|nếu bạn không|nếu không phải|neu khong|"
     "ละเว้น|ไม่ต้องสนใจ|เพิกเฉย|"
     "ไม่ได้ร้องขอ|ไม่ได้ขอ|"
     "หากคุณไม่|ບໍ່ສົນໃຈ|ຖ້າທ່ານບໍ່|"
     "មិនអើពើ|ប្រសិនបើអ្នកមិន|"
     "လျစ်လျူ*|မတောင်းဆို*|abaikan|mengabaikan|"
     "tidak meminta|jika anda tidak|bukan anda|tidak merasa|jika bukan|tidak memohon|"
     "huwag pansinin|balewalain|kung hindi|lirwakake|yen sampeyan ora|teu menta"},
    {cue::commerce,
     "hóa đơn|hoá đơn|đơn hàng|biên lai|thanh toán|mua hàng|giao hàng|"
     "vận chuyển|tổng|tổng cộng|khách hàng|thuê bao|giá|kiện hàng|"
     "ใบแจ้งหนี้|ใบเสร็จ|คำสั่งซื้อ|"
     "สั่งซื้อ|ชำระเงิน|การชำระ|"
     "จัดส่ง|พัสดุ|ยอดรวม|จำนวนเงิน|"
     "ลูกค้า|ราคา|ภาษี|ໃບເກັບເງິນ|"
     "ຄໍາສັ່ງຊື້|ຊໍາລະ|វិក្កយបត្រ|"
     "ការបញ្ជាទិញ|ការទូទាត់|សរុប|"
     "អតិថិជន|ပြေစာ|မှာယူ*|ငွေပေး*|"
     "စုစုပေါင်း|faktur|tagihan|kuitansi|kwitansi|pesanan|order|pembelian|"
     "pembayaran|pengiriman|paket|jumlah|total|pelanggan|langganan|harga|struk|invois|resit|"
     "bayaran|penghantaran|bil|resibo|bayad|kabuuan|padala"},
    {cue::id_label,
     "số đơn hàng|đơn hàng|đơn hàng số|mã đơn hàng|mã giao dịch|"
     "ma giao dich|ma gd|mã vận đơn|số hóa đơn|hóa đơn|số tài khoản|"
     "tài khoản|số|mã khách hàng|lh|tai khoan|so tk|"
     "หมายเลขคำสั่งซื้อ|คำสั่งซื้อ|"
     "เลขที่|หมายเลข|ใบแจ้งหนี้|"
     "เลขที่ใบแจ้งหนี้|เลขพัสดุ|"
     "เลขบัญชี|รหัสไปรษณีย์|อ้างอิง|"
     "ເລກທີ|លេខបញ្ជាទិញ|លេខ|လေး|အမှတ်|"
     "nomor pesanan|pesanan|no pesanan|nomor faktur|faktur|tagihan|nomor|no|no resi|resi|"
     "nomor resi|nomor rekening|rekening|referensi|kode pos|nombor pesanan|nombor|invois|"
     "akaun|rujukan|poskod|numero ng order|order|so tien|số tiền"},
    {cue::coupon,
     "giảm giá|khuyến mãi|mã giảm giá|phiếu|voucher|ส่วนลด|"
     "คูปอง|โปรโมชั่น|โปรโมชัน|"
     "โค้ดส่วนลด|ສ່ວນຫຼຸດ|"
     "បញ្ចុះតម្លៃ|គូប៉ុង|လျှော့စျေး*|"
     "diskon|kupon|promo|kode promo|diskaun|baucar|potongan|kode voucher|diskwento"},
    {cue::money,
     "đồng|vnd|vnđ|บาท|ກີບ|រៀល|ကျပ်|rupiah|rp|ringgit|rm|piso|"
     "peso"},
    {cue::phone,
     "gọi|liên hệ|điện thoại|hotline|tổng đài|โทร|"
     "โทรศัพท์|ติดต่อ|ໂທ|ទូរស័ព្ទ|"
     "ဖုန်း*|hubungi|telepon|telpon|ponsel|telefon|tawagan|telepono|hp"},
    {cue::nav,
     "hủy đăng ký|huỷ đăng ký|quyền riêng tư|bảo mật thông tin|"
     "điều khoản|trợ giúp|hỗ trợ|cài đặt|tùy chọn|xem trong trình duyệt|"
     "ยกเลิกการรับ|ยกเลิกการสมัคร|"
     "ความเป็นส่วนตัว|ข้อกำหนด|"
     "เงื่อนไข|ช่วยเหลือ|ติดต่อเรา|"
     "การตั้งค่า|ຄວາມເປັນສ່ວນຕົວ|"
     "ຊ່ວຍເຫຼືອ|ភាពឯកជន|ជំនួយ|"
     "លក្ខខណ្ឌ|ကိုယ်ရေး*|အကူအညီ|"
     "berhenti berlangganan|privasi|syarat|ketentuan|bantuan|pusat bantuan|hubungi kami|"
     "pengaturan|preferensi|berhenti melanggan|terma|tetapan|tulong|mag-unsubscribe|"
     "pitulungan|dukungan"},
    {cue::view,
     "xem|tải xuống|tải về|đọc|chi tiết|ดู|ดาวน์โหลด|"
     "อ่าน|รายละเอียด|ເບິ່ງ|ດາວໂຫຼດ|"
     "មើល|ទាញយក|អាន|ကြည့်*|ဒေါင်းလုဒ်|"
     "lihat|melihat|unduh|baca|bayar|detail|rincian|papar|muat turun|butiran|tingnan|"
     "i-download|basahin|deleng|ndeleng"},
    {cue::done,
     "đã được thay đổi|đã thay đổi|đã được cập nhật|"
     "đã được thêm|đã bị xóa|đã được xóa|thành công|đăng nhập mới|"
     "ถูกเปลี่ยน|ได้รับการเปลี่ยน|"
     "เปลี่ยนแล้ว|อัปเดตแล้ว|"
     "ถูกเพิ่ม|ถูกลบ|เรียบร้อยแล้ว|"
     "สำเร็จ|ຖືກປ່ຽນ|ສຳເລັດ|"
     "ត្រូវបានផ្លាស់ប្តូរ|ត្រូវបាន|"
     "ដោយជោគជ័យ|ပြောင်းလဲပြီး|"
     "အောင်မြင်*|telah diubah|telah diperbarui|telah ditambahkan|"
     "telah dihapus|berhasil|login baru|diubah|telah ditukar|telah dikemas|berjaya|"
     "wis diganti|napalitan|na-update|matagumpay"},
    {cue::unit,
     "giờ|ngày|tuần|tháng|năm|điểm|ชั่วโมง|วัน|"
     "สัปดาห์|เดือน|ปี|คะแนน|แต้ม|ชิ้น|"
     "ຊົ່ວໂມງ|ມື້|ម៉ោង|ថ្ងៃ|နာရီ|ရက်|jam|"
     "hari|minggu|bulan|tahun|poin|orang|mata|oras|araw"},
    {cue::card,
     "số cuối|thẻ|ลงท้ายด้วย|บัตร|ບັດ|កាត|"
     "ကတ်|berakhiran|berakhir dengan|kartu|kad|berakhir|nagtatapos"},
    {cue::phrase,
     "cụm từ bảo mật|cụm từ an toàn|วลีความปลอดภัย|"
     "วลีรักษาความปลอดภัย|"
     "ປະໂຫຍກຄວາມປອດໄພ|"
     "ឃ្លាសុវត្ថិភាព|ဘေးကင်းရေး*|"
     "frasa keamanan|frasa keselamatan|ukara keamanan|frasa kaamanan|pariralang panseguridad|"
     "parirala sa seguridad"},
    {cue::lookalike,
     "mã vạch|mã bưu điện|mã bưu chính|mã nguồn|mã giảm giá|mã giao dịch|"
     "mã đơn hàng|บาร์โค้ด|รหัสไปรษณีย์|"
     "คิวอาร์โค้ด|โค้ดส่วนลด|บาร์โคด|"
     "លេខកូដប្រៃសណីយ៍|kode batang|kode pos|kode sumber|"
     "kode promo|kode qr|kode voucher|poskod|kod bar|kod sumber|kode pemulihan cadangan|"
     "kode resi"},
};

}  // namespace

words southeast_asian() { return entries; }

}  // namespace carnet::extraction::lexica
