; Of integers: with one factor fixed a product lies between those with a lesser and a
; greater other factor.  By the sign of the fixed one it rises or falls.
(declare-const x Int)
(declare-const least Int)
(declare-const y Int)
(declare-const greatest Int)
(assert (and (<= least y) (<= y greatest)))
(assert (not (or (and (<= (* x least) (* x y)) (<= (* x y) (* x greatest)))
                 (and (<= (* x greatest) (* x y)) (<= (* x y) (* x least))))))
(check-sat)
