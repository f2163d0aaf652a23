// Lab Result Router
// Compiled by mapwright from legacy-exports/mirth/shared/Lab Result Router.xml, lines 1-1169; do not edit.
// Mirth 4.5.2, id fd2dff17-05a7-5cfc-908f-4a65678a30d1, sha256 of the export 00
// Elements: 972 = 117 lowered + 855 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class LabResultRouter extends Mapping {

    /**
     * Source filter: rule 1 and rule 2 and rule 3.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORU'", lines 242-251.
     * Rule 2 "Accept message if "MSH - MSH.9 - MSH.9.2" equals 'R01'", lines 252-262.
     * Rule 3 "Accept message if "MSH - MSH.11 - MSH.11.1" does not equal 'T' or 'D'", lines 263-274.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'ORU' &&
            msg['MSH-9.2'] == 'R01' &&
            (msg['MSH-11.1'] != 'T' && msg['MSH-11.1'] != 'D')
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
    }

    /** Step 1 "site", lines 56-65. */
    void sourceStep1() {
        channelMap['site'] = orDefault(upper(msg['PV1-3.1']), 'NONE')
    }

    /** Step 2 "mrn", lines 66-75; MW2301 exception-swallowed. */
    void sourceStep2() {
        channelMap['mrn'] = msg.find('PID-3[1].1')
    }

    /** Step 3 "accession", lines 76-85; MW2301 exception-swallowed. */
    void sourceStep3() {
        channelMap['accession'] = msg.find('OBR[1]-3.1')
    }

    /** Step 4 "critical (all flags, as XML text when several)", lines 86-95; MW2102 read-may-repeat. */
    void sourceStep4() {
        channelMap['critical'] = msg['OBX-8.1']
    }

    /** Step 5 "M?llerhof only", lines 96-110. */
    void sourceStep5() {
        if (!js.looseEqual(js.lookup('site'), 'M\u00dcLLERHOF') && !js.looseEqual(js.lookup('site'), 'MUELLERHOF')) {
            destinationSet.remove([1d])
        }
    }

    /** Step 6 "Alerts need a critical flag", lines 111-126. */
    void sourceStep6() {
        if (js.looseEqual(js.call(js.lookup('critical'), 'indexOf', 'HH'), -1d) && js.looseEqual(js.call(js.lookup('critical'), 'indexOf', 'LL'), -1d) && js.looseEqual(js.call(js.lookup('critical'), 'indexOf', 'AA'), -1d)) {
            destinationSet.remove([2d])
        }
    }

    /** Step 7 "No archive for calibration", lines 127-140; MW2105 index-may-be-missing. */
    void sourceStep7() {
        if (msg['OBR[1]-4.1'] == 'CAL') {
            destinationSet.remove([3d])
        }
    }

    /** Step 8 "Statistics only for finals", lines 141-156; MW2105 index-may-be-missing. */
    void sourceStep8() {
        if (msg['OBR[1]-25.1'] != 'F') {
            destinationSet.removeAllExcept([1d, 2d, 3d])
        }
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
}
