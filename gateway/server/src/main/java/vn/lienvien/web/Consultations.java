package vn.lienvien.web;

import vn.lienvien.consult.CaseDesk;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.consult.ImageMarks;
import vn.lienvien.consult.Intake;
import vn.lienvien.consult.Reading;
import vn.lienvien.consult.ReportTemplates;
import vn.lienvien.consult.SignatureCheck;
import vn.lienvien.consult.StudyRouting;

/** What people do about cases is decided there. */
public record Consultations(
    Intake intake,
    Reading reading,
    ImageMarks marks,
    CaseDesk desk,
    DraftLeases leases,
    ReportTemplates templates,
    CaseProcess process,
    StudyRouting routing,
    SignatureCheck signatures) {}
