import type { Language } from './index';

/**
 * What gateways say about their own work, in Vietnamese. A gateway keeps each reason as one English sentence, which
 * its log and its command line show too; the sentence is the message's name, `{0}` and so on stand for its values.
 * Longer names come first where one begins another. What is not here is shown as it came, marked as English.
 */
const REASONS: Record<string, string> = {
  ordered: 'Đã ghi nhận yêu cầu',
  'order received by HL7': 'Yêu cầu tới bằng HL7',
  'asking the PACS for the study': 'Đang hỏi PACS về ca chụp',
  '{0} images are here; compressing and proving': 'Đã có {0} ảnh; đang nén và kiểm chứng',
  'every image is proved': 'Mọi ảnh đã được kiểm chứng',
  'the consulting site holds the study': 'Nơi tư vấn đã giữ ca chụp',
  'the signed result is here': 'Kết quả đã ký đã về',
  'everything is stored here and the HIS has the result': 'Đã lưu đủ tại đây và HIS đã có kết quả',
  'both sites have signed the ledger': 'Hai bên đã ký sổ',
  'the study is here and receipted': 'Ca chụp đã tới và đã có biên nhận',
  'the result is signed': 'Kết quả đã ký',
  'the requesting site has stored everything': 'Nơi yêu cầu đã lưu đủ',
  'this site has signed the ledger': 'Nơi này đã ký sổ',
  'this site does not read the case': 'Nơi này không đọc ca này',
  'the consulting site does not read the case': 'Nơi tư vấn không đọc ca này',
  'tried again by a person': 'Có người cho thử lại',
  'the case changed meanwhile': 'Ca vừa thay đổi, sẽ thử lại',
  'the study has no images': 'Ca chụp không có ảnh nào',
  'the study is still arriving': 'Ca chụp còn đang tới',
  'the result parcel is not one SR, one PDF and one receipt': 'Gói kết quả không gồm đúng một SR, một PDF và một biên nhận',
  'the requesting site has signed another ledger than this site': 'Nơi yêu cầu đã ký một sổ khác với sổ của nơi này',
  'the receipt for the study is not to be believed: {0}': 'Biên nhận ca chụp không đáng tin: {0}',
  'the ledger of the consulting site is not signed: {0}': 'Không ký sổ của nơi tư vấn: {0}',
  "the requesting site's statement is not accepted: {0}": 'Không nhận bản kê của nơi yêu cầu: {0}',
  'the ledger cannot be signed: {0}': 'Chưa ký được sổ: {0}',
  'the countersignature is not to be believed: {0}': 'Chữ ký đối chứng không đáng tin: {0}',
  'it is of another case or not in canonical form': 'thuộc ca khác hoặc không ở dạng chuẩn',
  'it is of another case': 'thuộc ca khác',
  'it does not say of this site what this site has stated': 'không đúng với điều nơi này đã kê',
  'its parcel is not one receipt for the result': 'gói không phải là một biên nhận kết quả',
  'it does not name the objects of the case': 'không nêu đúng các đối tượng của ca',
  'there is no case {0}': 'Không có ca {0}',
  'there is no addendum {0}': 'Không có phần bổ sung {0}',
  'there is no signed result of case {0}': 'Ca {0} chưa có kết quả đã ký',
  'no PACS is configured: set dicom.pacs': 'Chưa cấu hình PACS: hãy điền dicom.pacs',
  'the study was picked by a person': 'Có người đã chọn ca chụp',
  'the PACS shows no study for {0}': 'PACS chưa có ca chụp nào theo {0}',
  'the PACS shows {0} studies for {1}: pick one on the page of the case': 'PACS có {0} ca chụp theo {1}: hãy chọn một ca',
  "the PACS shows the study for {0} under another patient than the order's: correct the one that is wrong and try again, or pick another study on the page of the case":
    'Ca chụp theo {0} ở PACS là của người bệnh khác với yêu cầu: hãy sửa bên sai rồi thử lại, hoặc chọn ca chụp khác',
  "the order's Study Instance UID": 'Study Instance UID của yêu cầu',
  "the order's accession number": 'số phiếu của yêu cầu',
  "the order's patient and date": 'người bệnh và ngày chụp của yêu cầu',
  "the order's patient": 'người bệnh của yêu cầu',
  'the PACS cannot be asked: {0}': 'Chưa hỏi được PACS: {0}',
  'the PACS shows the study without any instance': 'PACS có ca chụp nhưng chưa có ảnh nào',
  'the PACS shows fewer instances of the study than just before': 'PACS vừa báo ít ảnh hơn lúc trước',
  '{0} instances did not arrive by C-MOVE, which the PACS answered with {1}: check that the PACS knows our AE title and address as a destination, and look into the quarantine':
    '{0} ảnh không tới bằng C-MOVE, PACS trả lời {1}: xem PACS đã khai AE title và địa chỉ của ta làm nơi nhận chưa, và xem mục cách ly',
  '{0} instances did not arrive by C-MOVE: check that the PACS knows our AE title and address as a destination, and look into the quarantine':
    '{0} ảnh không tới bằng C-MOVE: xem PACS đã khai AE title và địa chỉ của ta làm nơi nhận chưa, và xem mục cách ly',
  '{0} instances are here; waiting whether more reach the PACS': 'Đã có {0} ảnh; đợi xem PACS còn nhận thêm không',
  '{0} of {1} images that are here carry another patient or study than the order: the PACS may have corrected them since they came; nothing was sent':
    '{0} trong {1} ảnh ở đây mang người bệnh hoặc ca chụp khác với yêu cầu: có thể PACS đã sửa sau khi ảnh tới; chưa gửi gì đi',
  'the study is not sent yet': 'Ca chụp chưa được gửi',
  'nothing new': 'Không có ảnh mới',
  '{0} images joined the case': '{0} ảnh đã thêm vào ca',
  '{0} more images of the study have come': 'Ca chụp có thêm {0} ảnh',
  '{0} expected instances are not here': 'Còn thiếu {0} ảnh',
  'the HIS answered {0}: {1}': 'HIS trả lời {0}: {1}',
  "PID-3.1: the patient's identifier is missing": 'Ca chụp không có mã người bệnh (PID-3.1, Patient ID)',
  "PID-5: the patient's name is missing": 'Ca chụp không có tên người bệnh (PID-5, Patient Name)',
  'the PACS cannot be reached: {0}': 'Không tới được PACS: {0}',
  '{0} of {1} instances here': 'Mới có {0} trong {1} ảnh',
  'the PACS has other content than this gateway under {0} UIDs, or says so, the first is {1}; correct or delete it there, then try again':
    'PACS có nội dung khác với cổng này dưới {0} UID, hoặc báo như vậy, UID đầu tiên là {1}; hãy sửa hoặc xóa ở PACS rồi thử lại',
  'the PACS offers neither storage commitment nor C-FIND, so nothing can be proved to be there; allow one of them, then try again':
    'PACS không nhận cả cam kết lưu trữ lẫn C-FIND nên không chứng minh được gì đã tới: hãy mở một trong hai rồi thử lại',
  'the destination offers neither storage commitment nor C-FIND, so nothing can be proved to be there; allow one of them, then try again':
    'Nơi nhận không có cả cam kết lưu trữ lẫn C-FIND nên không chứng minh được gì đã tới: hãy mở một trong hai rồi gửi lại',
  'the destination has other content than this gateway under {0} UIDs, the first is {1}; correct or delete it there, then try again':
    'Nơi nhận có nội dung khác dưới {0} UID, đầu tiên là {1}: hãy sửa hoặc xoá ở đó rồi gửi lại',
  'the configuration has no destination of this name any more': 'Cấu hình không còn nơi nhận tên này',
  'the destination cannot be reached: {0}': 'Không tới được nơi nhận: {0}',
  '{0} of {1} objects are not proved to be there{2}': '{0} trong {1} đối tượng chưa được xác nhận là đã tới{2}',
  'what was there before cannot be had by WADO-RS and so not be compared': 'không lấy lại được bằng WADO-RS những gì có sẵn ở đó nên không so sánh được',
  '{0} of {1} objects are not proved to be at the PACS{2}': '{0} trong {1} đối tượng chưa được xác nhận là có ở PACS{2}',
  'an object of the case is not in the archive yet': 'Một đối tượng của ca chưa vào kho',
  'this message control ID was used before for another order': 'Mã điện văn này đã dùng cho một yêu cầu khác',
  'no connection to {0}: check host, port, firewall and whether the other side is running':
    'Không nối được tới {0}: xem lại máy, cổng, tường lửa và bên kia có đang chạy không',
  'no connection to {0}': 'Không nối được tới {0}',
  'called AE title not recognised: {0}': 'Bên kia không nhận AE title mà ta gọi: sửa lại tên đó ở cấu hình của ta, kể cả chữ hoa chữ thường',
  'calling AE title not recognised: {0}': 'Bên kia không biết AE title của ta: khai báo AE title, máy và cổng của ta trong danh sách của bên kia',
  'application context not supported: the other side is not a DICOM application': 'Bên kia không phải là ứng dụng DICOM',
  'protocol version not supported: the other side speaks another DICOM protocol': 'Bên kia dùng phiên bản giao thức DICOM khác',
  'temporary congestion: the other side is busy, try again later': 'Bên kia đang bận, hãy thử lại sau',
  'local limit exceeded: {0}': 'Bên kia đang mở quá nhiều kết nối: thử lại sau hoặc nâng giới hạn ở đó',
  'rejected for now without a reason: try again later': 'Bị từ chối tạm thời không nêu lý do: thử lại sau',
  'rejected without a reason: {0}': 'Bị từ chối không nêu lý do: xem nhật ký bên kia, thường là do AE title hoặc địa chỉ của ta chưa được khai báo',
  'the connection broke off: {0}': 'Kết nối bị đứt: xem lại đường truyền, tường lửa cắt kết nối im lặng, và nhật ký bên kia',
  'connection refused': 'kết nối bị từ chối',
  'connection reset by peer; dialling again in {0} s': 'Bên kia cắt kết nối; sẽ gọi lại sau {0} giây',
  'the connection to {0} no longer answers; the line may be cut': 'Kết nối tới {0} không còn trả lời; đường truyền có thể đã đứt',
  "{0} refuses connections; is the hub's gateway running?": '{0} từ chối kết nối; cổng của trung tâm có đang chạy không?',
  '{0}; is the line down, or a firewall in between?': '{0}; đường truyền đứt, hay có tường lửa chặn?',
  "the hub refuses our certificate ({0}); expired or revoked?": 'Trung tâm từ chối chứng chỉ của ta ({0}); đã hết hạn hay bị thu hồi?',
  'the hub refuses us: {0}': 'Trung tâm từ chối ta: {0}',
  'the hub answered: {0}': 'Trung tâm trả lời: {0}',
  "the hub's certificate is refused: {0}": 'Không nhận chứng chỉ của trung tâm: {0}',
  'the hub chose a protocol that we do not speak; update this gateway': 'Trung tâm dùng giao thức mới hơn; hãy cập nhật cổng này',
  'site {0} no longer answers; the line may be cut': 'Nơi {0} không còn trả lời; đường truyền có thể đã đứt',
  'parcel {0}: {1}': 'Gói {0}: {1}',
  'object {0}: {1}': 'đối tượng {0}: {1}',
  'the peer says: {0}': 'Bên kia báo: {0}',
  "the certificate of site '{0}' is revoked": 'chứng chỉ của nơi {0} đã bị thu hồi',
  'the certificate expired at {0}': 'chứng chỉ đã hết hạn lúc {0}',
  "the certificate is for site '{0}', not for '{1}'": 'chứng chỉ là của nơi {0}, không phải của {1}',
  'the certificate cannot be judged: {0}': 'không xét được chứng chỉ: {0}',
  "the certificate's CN is not a site id": 'CN của chứng chỉ không phải là mã nơi',
  'no answer from {0}; is the line down, or a firewall in between?': '{0} không trả lời; đường truyền đứt, hay có tường lửa chặn?',
  'no route to {0}; is the line down?': 'Không có đường tới {0}; đường truyền có đứt không?',
  'the name {0} cannot be resolved; check DNS and link.dial': 'Không phân giải được tên {0}; hãy xem DNS và link.dial',
  'the connection to {0} broke ({1})': 'Kết nối tới {0} bị đứt ({1})',
  'the hub calls itself {0}': 'Trung tâm tự xưng là {0}',
  'no common version: this end speaks version {0}; update the older one': 'Không có phiên bản chung: đầu này dùng phiên bản {0}; hãy cập nhật bên cũ hơn',
  'the archive holds other content under its UID; quarantined': 'kho bên kia có nội dung khác dưới UID này; đã cách ly',
  'the archive is out of space': 'kho bên kia hết chỗ',
  'its receipt cannot be signed here now; see the log': 'bên kia hiện chưa ký được biên nhận; xem nhật ký của họ',
  'the archive cannot take it': 'kho bên kia không nhận được',
  'a piece could not be kept': 'bên kia không ghi được một mẩu',
  'too many offers at once': 'quá nhiều gói cùng lúc',
  'failed here; the log says why': 'bên kia bị lỗi; xem nhật ký ở đó',
  'cannot be committed; the log there says why': 'bên kia không ghi được; xem nhật ký ở đó',
  'too many parcels are under way; finish some first': 'quá nhiều gói đang đi; đợi bớt gói đã',
  'not enough disk space to receive and unpack it': 'bên kia không đủ chỗ để nhận và mở gói',
  'a parcel of this id is committed here with another manifest': 'bên kia đã nhận một gói cùng mã với nội dung khác',
  'the parcel is not addressed to site {0}': 'gói không gửi cho nơi {0}',
  'site {0} may not send for another site': 'nơi {0} không được gửi thay nơi khác',
  'the session ended': 'Phiên kết nối đã kết thúc',
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const PATTERNS = Object.entries(REASONS).map(
  ([name, text]) => [new RegExp(`^${escaped(name).replace(/\\{\d\\}/g, '(.*)')}$`, 's'), text] as const,
);

/** The reason in the reader's language; null where only the gateway's own words exist. */
export function translatedReason(sentence: string, language: Language): string | null {
  if (language === 'en') return sentence;
  for (const [pattern, text] of PATTERNS) {
    const match = pattern.exec(sentence.trim());
    if (match) return text.replace(/{(\d)}/g, (_, i: string) => inner(match[Number(i) + 1] ?? ''));
  }
  return null;
}

/** A value may be a reason of its own, as what follows a colon often is. */
const inner = (value: string) => translatedReason(value, 'vi') ?? value;
