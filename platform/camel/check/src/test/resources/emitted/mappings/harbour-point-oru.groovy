// Harbour Point ORU
// Compiled by mapwright from legacy-exports/mirth/results/Harbour Point ORU.xml, lines 1-635; do not edit.
// Mirth 3.12.0, id 0c838b58-47f1-596d-9390-37ff23e2b39d, sha256 of the export 00
// Elements: 535 = 185 lowered + 350 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class HarbourPointOru extends Mapping {

    /**
     * Source filter: (rule 1 and rule 2) or rule 3.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORU'", lines 315-324.
     * Rule 2 "Some result is flagged (over all OBX)", lines 325-336; MW2102 read-may-repeat.
     * Rule 3 "No ZBI (never true)", lines 337-345; MW2204 length-of-node.
     */
    boolean sourceFilter() {
        return (msg['MSH-9.1'] == 'ORU' &&
            (contains(msg['OBX-8.1'], 'H') || contains(msg['OBX-8.1'], 'L'))) ||
            msg.chain('ZBI', 'ZBI.1', 'ZBI.1.1', 'length').same(0d)
    }

    /** Source transformer. */
    void sourceTransformer() {
        sourceStep1()
        sourceStep2()
        sourceStep3()
        sourceStep4()
        sourceStep5()
        sourceStep6()
        sourceStep7()
        sourceStep8()
        sourceStep9()
        sourceStep10()
        sourceStep11()
        sourceStep12()
        sourceStep13()
        sourceStep14()
        sourceStep15()
        sourceStep16()
        sourceStep17()
        sourceStep18()
        sourceStep19()
    }

    /** Step 1 "mrn", lines 56-65; MW2301 exception-swallowed. */
    void sourceStep1() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 2 "visit (missing node compared with text)", lines 66-75; MW2101 missing-node-compared. */
    void sourceStep2() {
        channelMap['visit'] = (msg.same('PV1-19.1', '') ? 'NOVISIT' : msg['PV1-19.1'])
    }

    /** Step 3 "tmp['MSH']['MSH.5']['MSH.5.1'] (out) <-- 'TARNMED'", lines 76-84. */
    void sourceStep3() {
        tmp['MSH-5.1'] = 'TARNMED'
    }

    /** Step 4 "tmp['MSH']['MSH.6']['MSH.6.1'] (out) <-- 'HARBOUR'", lines 85-93. */
    void sourceStep4() {
        tmp['MSH-6.1'] = 'HARBOUR'
    }

    /** Step 5 "tmp['MSH']['MSH.7']['MSH.7.1'] (out) <-- msg['MSH']['MSH.7']['MSH.7.1'].toString()", lines 94-102. */
    void sourceStep5() {
        tmp['MSH-7.1'] = msg['MSH-7.1']
    }

    /** Step 6 "tmp['MSH']['MSH.10']['MSH.10.1'] (out) <-- msg['MSH']['MSH.10']['MSH.10.1'].toString()", lines 103-111. */
    void sourceStep6() {
        tmp['MSH-10.1'] = msg['MSH-10.1']
    }

    /** Step 7 "tmp['MSH']['MSH.11']['MSH.11.1'] (out) <-- msg['MSH']['MSH.11']['MSH.11.1'].toString()", lines 112-120. */
    void sourceStep7() {
        tmp['MSH-11.1'] = orDefault(msg['MSH-11.1'], 'P')
    }

    /** Step 8 "tmp['PID']['PID.8']['PID.8.1'] (out) <-- msg['PID']['PID.8']['PID.8.1'].toString()", lines 121-129. */
    void sourceStep8() {
        tmp['PID-8.1'] = orDefault(msg['PID-8.1'], 'U')
    }

    /** Step 9 "address is written beyond the template", lines 130-138; MW2105 index-may-be-missing. */
    void sourceStep9() {
        tmp['PID-11.1'] = msg['PID-11[1].1']
    }

    /** Step 10 "race afterwards", lines 139-147; MW2102 read-may-repeat. */
    void sourceStep10() {
        tmp['PID-10.1'] = msg['PID-10.1']
    }

    /** Step 11 "tmp['PID']['PID.3']['PID.3.1'] (out) <-- $('mrn')", lines 148-156. */
    void sourceStep11() {
        tmp['PID-3.1'] = js.validate(js.lookup('mrn'), '')
    }

    /** Step 12 "tmp['PID']['PID.5']['PID.5.1'] (out) <-- msg['PID']['PID.5']['PID.5.1'].toString().toUpperCase()", lines 157-165; MW2102 read-may-repeat. */
    void sourceStep12() {
        tmp['PID-5.1'] = upper(msg['PID-5.1'])
    }

    /** Step 13 "tmp['PV1']['PV1.19']['PV1.19.1'] (out) <-- $('visit')", lines 166-174. */
    void sourceStep13() {
        tmp['PV1-19.1'] = js.validate(js.lookup('visit'), '')
    }

    /** Step 14 "whole location without toString", lines 175-183; MW2103 field-read-without-component. */
    void sourceStep14() {
        tmp['PV1-3'] = msg['PV1-3']
    }

    /** Step 15 "tmp['OBR']['OBR.3']['OBR.3.1'] (out) <-- msg['OBR']['OBR.3']['OBR.3.1'].toString()", lines 184-192; MW2102 read-may-repeat. */
    void sourceStep15() {
        tmp['OBR-3.1'] = msg['OBR-3.1']
    }

    /** Step 16 "tmp['OBR']['OBR.4']['OBR.4.1'] (out) <-- msg['OBR']['OBR.4']['OBR.4.1'].toString()", lines 193-201; MW2102 read-may-repeat. */
    void sourceStep16() {
        tmp['OBR-4.1'] = msg['OBR-4.1']
    }

    /** Step 17 "all values in one note", lines 202-210; MW2102 read-may-repeat. */
    void sourceStep17() {
        tmp['NTE-3.1'] = msg['OBX-5.1']
    }

    /** Step 18 "NTE-4", lines 211-219. */
    void sourceStep18() {
        tmp['NTE-4.1'] = 'free'
    }

    /** Step 19 "source of comment last", lines 220-228. */
    void sourceStep19() {
        tmp['NTE-2.1'] = 'L'
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
    }

    @Override
    String template(int connector) {
        if (connector == 0) {
            return 'MSH|^~\\&|MRLLIS|MRL|||||ORU^R01|||2.5.1\rPID|1||^^^MRL^MR||^^^^||||\rPV1|1|O|^^^||||^^||||||||||||\rORC|RE|||\rOBR|1|||^^|||||||||||||||||||||\rNTE|1\r'
        }
        return null
    }
}
