select code, name, full_name, field, competence, term, term_unit, is_assumed, fee, fee_per, weight, components,
       decision, result, is_core, supplement_once
from procedure
