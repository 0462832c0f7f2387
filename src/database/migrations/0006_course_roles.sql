-- Who holds which role in which course, for lists that filter by it, and the indexes that pages of courses go by.

-- role_rank: 0 viewer, 1 student, 2 ta, 3 instructor, 4 admin. One row for each user and course with the highest
-- role; account administrators, who have every right without one, are not in it. The three parts exclude one another
-- instead of being grouped, because SQLite looks through a plain UNION ALL to the indexes of the tables.
CREATE VIEW course_roles (course_id, user_id, role_rank) AS
  SELECT c.id, c.instructor_id, 3 FROM courses c
  WHERE NOT EXISTS (SELECT 1 FROM course_permissions p
                    WHERE p.course_id = c.id AND p.user_id = c.instructor_id AND p.role = 'admin')
  UNION ALL
  SELECT p.course_id, p.user_id,
    CASE p.role WHEN 'admin' THEN 4 WHEN 'instructor' THEN 3 WHEN 'ta' THEN 2 WHEN 'student' THEN 1 ELSE 0 END
  FROM course_permissions p
  WHERE (p.role = 'admin'
         OR NOT EXISTS (SELECT 1 FROM courses c WHERE c.id = p.course_id AND c.instructor_id = p.user_id))
    AND (p.role <> 'viewer'
         OR NOT EXISTS (SELECT 1 FROM course_enrollments e
                        WHERE e.course_id = p.course_id AND e.student_id = p.user_id
                          AND e.status IN ('active', 'completed')))
  UNION ALL
  SELECT e.course_id, e.student_id, 1 FROM course_enrollments e
  WHERE e.status IN ('active', 'completed')
    AND NOT EXISTS (SELECT 1 FROM course_permissions p
                    WHERE p.course_id = e.course_id AND p.user_id = e.student_id AND p.role <> 'viewer')
    AND NOT EXISTS (SELECT 1 FROM courses c WHERE c.id = e.course_id AND c.instructor_id = e.student_id);

CREATE INDEX courses_by_creation ON courses (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX courses_by_name ON courses (search_text COLLATE "C", id) WHERE deleted_at IS NULL;
CREATE INDEX courses_by_code ON courses (code_key COLLATE "C", id) WHERE deleted_at IS NULL;
CREATE INDEX courses_by_year ON courses (year, id) WHERE deleted_at IS NULL;
CREATE INDEX courses_visible ON courses (status, deleted_at, id) WHERE deleted_at IS NULL;
CREATE INDEX course_enrollments_by_date ON course_enrollments (course_id, enrollment_date, id);
