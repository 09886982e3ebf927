/** A DICOM or HL7 name as one readable line: components joined, never reordered (PS3.5 6.2.1). */
export function displayName(name: string): string {
  const [alphabetic = '', ideographic = ''] = name.split('=');
  const shown = alphabetic.trim() || ideographic;
  return shown.replace(/\^+/g, ' ').replace(/\s+/g, ' ').trim();
}
