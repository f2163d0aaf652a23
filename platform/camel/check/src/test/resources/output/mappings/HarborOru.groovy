package mappings

import groovy.transform.CompileStatic
import mapwright.LegacyError
import mapwright.Mapping
import mapwright.Node
import mapwright.Nodes

/** Invented sample: every construct of the closed subset once. */
@CompileStatic
class HarborOru extends Mapping {
    String account                                          // steps 1 and 4
    double weight
    boolean urgent
    Object stored
    Node visit
    Nodes results
    List<String> codes = ['A', 'B']

    /** Source filter. */
    boolean sourceFilter() {
        return (msg['MSH-9.1'] == 'ORU' && !(msg['OBR-25.1'] != 'F')) || urgent
    }

    /** Step 1 "Account". */
    void step1() {
        account = ''
        for (id in msg.all('PID-3')) {
            if (id['4'] == 'HRB' || id['5'] == 'AN') {
                account = id['1']
            } else if (id.same('5', 'XX')) {
                continue
            } else {
                id['5'] = account
            }
        }
        channelMap['account'] = account
        stored = channelMap['account']
        tmp['PID-2.1'] = account
    }

    /** Step 2 "Weight". */
    void step2() {
        weight = toNumber(msg['OBX-5.1']) * 2.0d + 1.0d
        if (truthy(weight) && 10 <= weight) {
            tmp['OBX-5.1'] = cat('kg ', num(weight / -2.0d))
        }
        int rounds = 0
        outer:
        for (int i = 0; i < msg.count('OBX'); i++) {
            for (int j = 0; j < 3; j++) {
                if (substring(msg['OBX-3.1'], 0, j) == 'W') {
                    break outer
                }
                rounds++
            }
        }
        while (rounds < 3) {
            rounds++
        }
    }

    /** Step 3 "Visit". */
    void step3() {
        visit = msg.at('PV1', 0)
        results = msg.nodes('OBX-5.1')
        tmp.put('NK1-2', results)
        tmp.put('PV1', visit)
        tmp.chain('PV1', 'Extra').write('x')
        Node note = tmp.createSegment('NTE', 0)
        note['1.1'] = urgent ? 'Y' : 'N'
        for (String part in splitText(this.account, '-', 2)) {
            codes.add(lower(trim(part)))
        }
        destinationSet.removeAllExcept(['Lab', 'Archive'])
    }

    /** Step 4 "Guard". */
    private String step4(String text, double limit) {
        try {
            if (limit < length(text)) {
                throw new LegacyError('too long')
            }
            tmp['ZAC-1.1'] = text
        } catch (LegacyError e) {
            channelMap.put('error', e.text())
            return e.text()
        }
        return step4('', 0)
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
            step1()
            step2()
            step3()
        }
    }
}
