// Willow Cardiology ORU
// Compiled by mapwright from legacy-exports/mirth/results/Willow Cardiology ORU.xml, lines 1-676; do not edit.
// Mirth 4.2.0, id fdf53515-0b06-50c8-bcbf-157d1a549a31, sha256 of the export 00
// Elements: 563 = 63 lowered + 9 carried + 11 unsupported + 480 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class WillowCardiologyOru extends Mapping {

    /**
     * Source filter: rule 1 and rule 2.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORU'", lines 191-200.
     * Rule 2 "Accept message if "MSH - MSH.9 - MSH.9.2" equals 'R01'", lines 201-211.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'ORU' &&
            msg['MSH-9.2'] == 'R01'
    }

    /** Source transformer. */
    void sourceTransformer() {
        sourceStep1()
        sourceStep2()
        sourceStep3()
        sourceStep4()
        sourceStep5()
    }

    /** Step 1 "mrn", lines 56-65; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "Local code to LOINC", lines 66-78, unsupported; MW1012 unknown-class. */
    void sourceStep2() {
        throw new LegacyError('MW1012: `com.meridianlab.engine.plugins.codelookup.CodeLookupStep` is not part of the engine')
    }

    /** Step 3 "msg['MSH']['MSH.5']['MSH.5.1'] (in) <-- 'QUILLCHART'", lines 79-87. */
    void sourceStep3() {
        msg['MSH-5.1'] = 'QUILLCHART'
    }

    /** Step 4 "msg['MSH']['MSH.6']['MSH.6.1'] (in) <-- 'WILLOW'", lines 88-96. */
    void sourceStep4() {
        msg['MSH-6.1'] = 'WILLOW'
    }

    /** Step 5 "msg['OBR']['OBR.4']['OBR.4.4'] (in) <-- $('loinc')", lines 97-105. */
    void sourceStep5() {
        msg['OBR-4.4'] = js.validate(js.lookup('loinc'), '')
    }

    /** Destination 2 "Willow portal trial" transformer. */
    void d2Transformer() {
        d2Step1()
        d2Step2()
    }

    /** Step 1 "portalUser (default without quotes)", lines 492-501, carried; MW3002 expression-carried. */
    void d2Step1() {
        carried.run('d2-step-0.js')
    }

    /** Step 2 "msg['PID']['PID.4']['PID.4.1'] (in) <-- $('portalUser')", lines 502-510. */
    void d2Step2() {
        msg['PID-4.1'] = js.validate(js.lookup('portalUser'), '')
    }

    @Override
    boolean filter(int connector) {
        if (connector == 0) {
            return sourceFilter()
        }
        return true
    }

    @Override
    void transform(int connector) {
        if (connector == 0) {
            sourceTransformer()
        }
        if (connector == 2) {
            d2Transformer()
        }
    }
}
