// Hillside / ORU
// Compiled by mapwright from legacy-exports/mirth/results/Hillside _ ORU.xml, lines 1-779; do not edit.
// Mirth 3.8.1, id c6fd0126-5415-5baa-894c-589df3a872a9, sha256 of the export 00
// Elements: 648 = 164 lowered + 8 disabled + 476 transport
// Statements: 0 = 0
package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

@CompileStatic
class HillsideOru extends Mapping {

    /**
     * Source filter: rule 1 and rule 2 and rule 3.
     * Rule 1 "Accept message if "MSH - MSH.9 - MSH.9.1" equals 'ORU'", lines 285-294.
     * Rule 2 "Accept message if "MSH - MSH.6 - MSH.6.1" contains 'HILL' or "HS'2"", lines 295-306.
     * Rule 3 "Accept message if "PID - PID.3 - PID.3.1" does not contain 'TEST'", lines 307-317; MW2102 read-may-repeat.
     */
    boolean sourceFilter() {
        return msg['MSH-9.1'] == 'ORU' &&
            (contains(msg['MSH-6.1'], 'HILL') || contains(msg['MSH-6.1'], 'HS\'2')) &&
            !contains(msg['PID-3.1'], 'TEST')
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
        // Step 15 "msg['OBR']['OBR.31']['OBR.31.1'] (in) <-- $('secondId') == 'NONE' ? '' : $('secondId')", lines 187-195, disabled
    }

    /** Step 1 "patientName (whole field)", lines 57-66; MW2103 field-read-without-component; MW2102 read-may-repeat. */
    void sourceStep1() {
        channelMap['patientName'] = msg['PID-5']
    }

    /** Step 2 "patientNode (no toString)", lines 67-76; MW2103 field-read-without-component; MW2102 read-may-repeat. */
    void sourceStep2() {
        channelMap['patientNode'] = msg['PID-5']
    }

    /** Step 3 "mrn (PID-3 may repeat)", lines 77-86; MW2102 read-may-repeat. */
    void sourceStep3() {
        channelMap['mrn'] = msg['PID-3.1']
    }

    /** Step 4 "secondId (second identifier)", lines 87-96; MW2301 exception-swallowed. */
    void sourceStep4() {
        channelMap['secondId'] = orDefault(msg.find('PID-3[2].1'), 'NONE')
    }

    /** Step 5 "msg['MSH']['MSH.3']['MSH.3.1'] (in) <-- 'MRLLIS'", lines 97-105. */
    void sourceStep5() {
        msg['MSH-3.1'] = 'MRLLIS'
    }

    /** Step 6 "msg['MSH']['MSH.4']['MSH.4.1'] (in) <-- 'MRL'", lines 106-114. */
    void sourceStep6() {
        msg['MSH-4.1'] = 'MRL'
    }

    /** Step 7 "msg['MSH']['MSH.5']['MSH.5.1'] (in) <-- 'QUILLCHART'", lines 115-123. */
    void sourceStep7() {
        msg['MSH-5.1'] = 'QUILLCHART'
    }

    /** Step 8 "msg['MSH']['MSH.6']['MSH.6.1'] (in) <-- 'HILLSIDE2'", lines 124-132. */
    void sourceStep8() {
        msg['MSH-6.1'] = 'HILLSIDE2'
    }

    /** Step 9 "msg['PID']['PID.2']['PID.2.1'] (in) <-- $('mrn')", lines 133-141. */
    void sourceStep9() {
        msg['PID-2.1'] = js.validate(js.lookup('mrn'), '')
    }

    /** Step 10 "msg['PID']['PID.5'][0]['PID.5.1'] (in) <-- msg['PID']['PID.5'][0]['PID.5.1'].toString().toUpperCase()", lines 142-150; MW2105 index-may-be-missing. */
    void sourceStep10() {
        Node t1 = msg.at('PID-5', 0)
        t1.chain('PID.5.1').write(upper(msg['PID-5[1].1']))
    }

    /** Step 11 "msg['PID']['PID.5'][0]['PID.5.2'] (in) <-- msg['PID']['PID.5'][0]['PID.5.2'].toString().toUpperCase()", lines 151-159; MW2105 index-may-be-missing. */
    void sourceStep11() {
        Node t1 = msg.at('PID-5', 0)
        t1.chain('PID.5.2').write(upper(msg['PID-5[1].2']))
    }

    /** Step 12 "msg['PID']['PID.13']['PID.13.1'] (in) <-- msg['PID']['PID.13']['PID.13.1'].toString().replace(/-/g, '')", lines 160-168; MW2102 read-may-repeat. */
    void sourceStep12() {
        msg['PID-13.1'] = js.replace(msg['PID-13.1'], '-', 'g', '')
    }

    /** Step 13 "PV1-44 is emptied", lines 169-177. */
    void sourceStep13() {
        msg['PV1-44.1'] = ''
    }

    /** Step 14 "msg['OBR']['OBR.4']['OBR.4.2'] (in) <-- msg['OBR']['OBR.4']['OBR.4.2'].toString()", lines 178-186; MW2102 read-may-repeat. */
    void sourceStep14() {
        msg['OBR-4.2'] = orDefault(msg['OBR-4.2'], msg['OBR-4.1'])
    }

    /**
     * Destination 1 "Quillchart site 2" filter: rule 1.
     * Rule 1 "Accept message if "$('secondId')" does not equal 'TEST'", lines 554-563.
     */
    boolean d1Filter() {
        return !js.looseEqual(js.lookup('secondId'), 'TEST')
    }

    /** Destination 1 "Quillchart site 2" transformer. */
    void d1Transformer() {
        d1Step1()
    }

    /** Step 1 "msg['MSH']['MSH.8']['MSH.8.1'] (in) <-- $('patientName').indexOf('TEST') != -1 ? 'T' : ''", lines 378-386. */
    void d1Step1() {
        msg['MSH-8.1'] = (!js.looseEqual(js.call(js.lookup('patientName'), 'indexOf', 'TEST'), -1d) ? 'T' : '')
    }

    @Override
    boolean filter(int connector) {
        if (connector == 0) {
            return sourceFilter()
        }
        if (connector == 1) {
            return d1Filter()
        }
        return true
    }

    @Override
    void transform(int connector) {
        if (connector == 0) {
            sourceTransformer()
        }
        if (connector == 1) {
            d1Transformer()
        }
    }
}
