package vn.lienvien.consult;

import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** Content items of structured reports (PS3.3 C.17.3), each as an item of (0040,A730). */
final class ContentItem {
  /** A coded concept (PS3.3 8.8). */
  record Code(String value, String scheme, String meaning) {
    static Code dcm(int value, String meaning) {
      return new Code(Integer.toString(value), "DCM", meaning);
    }

    Attributes item() {
      return new Attributes()
          .set(Tag.CodeValue, value)
          .set(Tag.CodingSchemeDesignator, scheme)
          .set(Tag.CodeMeaning, meaning);
    }
  }

  private ContentItem() {}

  static Attributes container(Code name, List<Attributes> content) {
    return container(name, content.toArray(Attributes[]::new));
  }

  static Attributes container(Code name, Attributes... content) {
    return item("CONTAINS", "CONTAINER", name)
        .set(Tag.ContinuityOfContent, "SEPARATE")
        .setItems(Tag.ContentSequence, content);
  }

  static Attributes text(String relationship, Code name, String text) {
    return item(relationship, "TEXT", name)
        .set(Tag.TextValue, text.strip().replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  static Attributes code(String relationship, Code name, Code value) {
    return item(relationship, "CODE", name).setItems(Tag.ConceptCodeSequence, value.item());
  }

  static Attributes personName(String relationship, Code name, String person) {
    return item(relationship, "PNAME", name).set(Tag.PersonName, person);
  }

  static Attributes uid(String relationship, Code name, String uid) {
    return item(relationship, "UIDREF", name).set(Tag.UID, uid);
  }

  /** The root content item, which is the data set itself (PS3.3 C.17.3). */
  static Attributes root(
      Attributes dataset, Code title, String templateIdentifier, List<Attributes> content) {
    return dataset
        .set(Tag.ValueType, "CONTAINER")
        .set(Tag.ContinuityOfContent, "SEPARATE")
        .setItems(Tag.ConceptNameCodeSequence, title.item())
        .setItems(Tag.ContentTemplateSequence, template(templateIdentifier))
        .setItems(Tag.ContentSequence, content.toArray(Attributes[]::new));
  }

  /** One of the templates of PS3.16 (PS3.3 C.18.8). */
  static Attributes template(String identifier) {
    return new Attributes()
        .set(Tag.MappingResource, "DCMR")
        .set(Tag.TemplateIdentifier, identifier);
  }

  private static Attributes item(String relationship, String valueType, Code name) {
    return new Attributes()
        .set(Tag.RelationshipType, relationship)
        .set(Tag.ValueType, valueType)
        .setItems(Tag.ConceptNameCodeSequence, name.item());
  }
}
