package vn.lienvien.dicom.vietnamese;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a word can be Vietnamese: every Vietnamese word is written as single syllables of an
 * initial, a rhyme and a tone, and there are few of each.
 */
final class Syllable {
  private static final List<String> INITIALS =
      List.of(
          "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ",
          "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "");

  private static final Set<String> RHYMES =
      words(
          """
          a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
          e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
          i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
          o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo
          oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
          u ua uc ui um un ung up ut uân uâng uât uây uê uênh uêch uơ uôc uôi uôm uôn uông uôt
          uy uya uych uynh uyên uyêt uyt uyp uyu
          ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
          y yêm yên yêng yêt yêu ynh ych yt
          """);

  /** What most names are made of, and what stands before them; without tone marks none counts. */
  private static final Set<String> COMMON =
      words(
          """
          nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý văn thị đình đức
          hữu ngọc thành quốc xuân minh hồng thúy thùy hương lương trịnh đinh đào đoàn trương lâm
          phùng mai tô hà tạ cao thu bệnh viện khoa ngực bụng não xương chụp siêu âm phổi sọ gan
          """);

  private static final Pattern TONES = Pattern.compile("[\\u0300\\u0301\\u0303\\u0309\\u0323]");
  private static final Pattern STOPPED = Pattern.compile(".*(c|ch|p|t)");
  private static final Pattern STOPPED_TONE = Pattern.compile("[\\u0301\\u0323]");

  private Syllable() {}

  /** Whether a word, of letters in NFC, is built as Vietnamese syllables are. */
  static boolean isPossible(String word) {
    String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    String tones = apart.replaceAll("[^\\u0300\\u0301\\u0303\\u0309\\u0323]", "");
    String bare = Normalizer.normalize(TONES.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
    if (tones.length() > 1) {
      return false;
    }
    for (String initial : INITIALS) {
      if (bare.startsWith(initial) && isRhyme(bare.substring(initial.length()), initial)) {
        boolean stopped = STOPPED.matcher(bare).matches();
        return !stopped || tones.isEmpty() || STOPPED_TONE.matcher(tones).matches();
      }
    }
    return false;
  }

  /** Whether a word is among those that most names and titles are made of. */
  static boolean isCommon(String word) {
    return COMMON.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isRhyme(String rhyme, String initial) {
    return RHYMES.contains(rhyme) || (initial.equals("gi") && RHYMES.contains("i" + rhyme));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
